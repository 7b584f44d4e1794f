-- 分類の体系: which classes there are. Registers take the choices of their class columns from the one in force.

create table class_scheme (
  tenant_id  uuid not null references tenant (tenant_id),
  scheme_id  uuid not null,
  name       text not null check (char_length(name) between 1 and 100),
  basis      text not null check (char_length(basis) <= 200),
  body       jsonb not null check (jsonb_typeof(body) = 'object'),
  mapping    jsonb,
  in_force_from date,
  decided_at timestamptz,
  decided_by uuid,
  saved_at   timestamptz not null,
  primary key (tenant_id, scheme_id),
  foreign key (tenant_id, decided_by) references person (tenant_id, id),
  check ((in_force_from is null) = (decided_at is null))
);
comment on table class_scheme is
  '情報資産の分類の体系。決めたもののうち、in_force_from が今日以前で最も新しいものを使う。一つもなければ標準の分類';
create unique index class_scheme_from on class_scheme (tenant_id, in_force_from) where in_force_from is not null;
