-- 分類の移し替え: a change of scheme carried into every line, and the lines a person still has to decide.

create table class_run (
  tenant_id  uuid not null references tenant (tenant_id),
  scheme_id  uuid not null,
  register   text not null,
  last_entry uuid,
  seen       integer not null check (seen >= 0),
  changed    integer not null check (changed >= 0),
  finished_at timestamptz,
  primary key (tenant_id, scheme_id),
  foreign key (tenant_id, scheme_id) references class_scheme (tenant_id, scheme_id)
);
comment on table class_run is '体系の切替えで、台帳の行の分類をどこまで移したか(続きから始められる)';

create table class_pending (
  tenant_id  uuid not null references tenant (tenant_id),
  scheme_id  uuid not null,
  entry_id   uuid not null,
  axis       text not null check (axis in ('confidentiality', 'integrity', 'availability')),
  register   text not null,
  from_class text not null,
  candidates jsonb not null check (jsonb_typeof(candidates) = 'array'),
  decided    text,
  decided_at timestamptz,
  decided_by uuid,
  why        text,
  primary key (tenant_id, scheme_id, entry_id, axis),
  foreign key (tenant_id, scheme_id) references class_scheme (tenant_id, scheme_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, decided_by) references person (tenant_id, id),
  check ((decided is null) = (decided_at is null))
);
comment on table class_pending is
  '移し先がいくつもある行と軸。人が選ぶまでは、最も厳しい分類で扱う';
create index class_pending_open on class_pending (tenant_id, register, entry_id) where decided is null;
