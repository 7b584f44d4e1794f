-- What is verified by machine over the lines of a register: each run, and the lines that violate now.

create table check_run (
  tenant_id    uuid not null references tenant (tenant_id),
  run_id       uuid not null,
  check_key    text not null check (check_key ~ '^[a-z][a-z0-9-]{0,59}$'),
  ran_on       date not null,
  started_at   timestamptz not null,
  asked_by     text not null check (asked_by in ('daily', 'person', 'change')),
  state        text not null check (state in ('running', 'finished')),
  -- The number of the last line seen; the next part begins behind it.
  seen_to      text collate "C",
  lines        integer not null check (lines >= 0),
  violations   integer not null check (violations >= 0),
  fresh        integer not null check (fresh >= 0),
  mended       integer not null check (mended >= 0),
  finished_at  timestamptz,
  primary key (tenant_id, run_id),
  check ((state = 'finished') = (finished_at is not null))
);
comment on table check_run is '点検の1回ごとの結果: いつ、何件を見て、違反が何件あったか';
create index check_run_latest on check_run (tenant_id, check_key, started_at desc);

create table check_violation (
  tenant_id   uuid not null references tenant (tenant_id),
  check_key   text not null,
  line_id     uuid not null,
  unit_id     uuid not null,
  number      text not null collate "C",
  label       text not null,
  sentence    text not null check (sentence <> ''),
  first_seen  timestamptz not null,
  mended_at   timestamptz,
  primary key (tenant_id, check_key, line_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
comment on table check_violation is '点検で見つかった違反の行。直った行には直った時を残す';
create index check_violation_open on check_violation (tenant_id, check_key, number) where mended_at is null;
create index check_violation_of_unit on check_violation (tenant_id, unit_id, check_key) where mended_at is null;
create index check_violation_mended on check_violation (tenant_id, check_key, mended_at desc)
  where mended_at is not null;

create table check_unit (
  tenant_id  uuid not null,
  run_id     uuid not null,
  unit_id    uuid not null,
  lines      integer not null check (lines > 0),
  primary key (tenant_id, run_id, unit_id),
  foreign key (tenant_id, run_id) references check_run (tenant_id, run_id)
);
comment on table check_unit is '点検が見た行の数(部・課ごと、最新の点検だけ)。課に行が無いことと、違反が無いことを分ける';

create table check_setting (
  tenant_id  uuid not null references tenant (tenant_id),
  check_key  text not null,
  parameter  text not null check (parameter ~ '^[a-z][a-z0-9_]{0,39}$'),
  value      integer not null,
  why        text not null check (why <> ''),
  primary key (tenant_id, check_key, parameter)
);
comment on table check_setting is '点検で使う、団体の定めた値';
