-- 様式: what is printed of a case, as the city edits it. Every saving is a version; a case is printed by the version of the
-- instant it was filed (a notice: decided), so that older papers come out as they were. No version: the standard of the house.

create table paper_form (
  tenant_id uuid not null references tenant (tenant_id),
  procedure text not null check (char_length(procedure) between 1 and 60),
  document  text not null check (document in ('application', 'notice')),
  version   integer not null check (version >= 1),
  -- null: back to the standard
  template  jsonb,
  at        timestamptz not null,
  by_id     uuid not null,
  primary key (tenant_id, procedure, document, version),
  foreign key (tenant_id, by_id) references person (tenant_id, id)
);
comment on table paper_form is
  '[append-only] 手続ごとの様式の版。申請したとき(通知書は決まったとき)の版で印刷する。記録簿の対象。';

create table paper_numbering (
  tenant_id uuid not null references tenant (tenant_id),
  version   integer not null check (version >= 1),
  numbering jsonb not null,
  at        timestamptz not null,
  by_id     uuid not null,
  primary key (tenant_id, version),
  foreign key (tenant_id, by_id) references person (tenant_id, id)
);
comment on table paper_numbering is '[append-only] 文書番号の付け方の版。番号を付けるときの最後の版による。記録簿の対象。';

create table application_notice (
  tenant_id      uuid not null references tenant (tenant_id),
  application_id uuid not null,
  number         text not null check (char_length(number) between 1 and 100),
  -- null with a running number: counted for the whole city; null without one: a branch of the application's number
  number_unit_id uuid,
  fiscal_year    integer not null,
  running        integer check (running >= 1),
  issued_at      timestamptz not null,
  issued_by      uuid not null,
  primary key (tenant_id, application_id),
  unique (tenant_id, number_unit_id, fiscal_year, running),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id),
  foreign key (tenant_id, number_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, issued_by) references person (tenant_id, id),
  check (number_unit_id is null or running is not null)
);
comment on table application_notice is
  '[append-only] 申請への通知書(許可通知書など)の文書番号。1つの申請に1つだけ付ける。記録簿の対象。';

-- The counter of the whole city is the row of no unit.
create unique index application_notice_city_number on application_notice (tenant_id, fiscal_year, running)
  where number_unit_id is null;
create unique index application_city_number on application (tenant_id, fiscal_year, running)
  where number_unit_id is null;
comment on table application_counter is
  '課と年度ごとの連番。市全体で数える番号は、すべて0の課の行で数える。';
