-- 市がつくる手続: the declaration as designed. Old cases are read by the declaration in force now, which keeps every field
-- that was ever asked for.

create table own_procedure (
  tenant_id   uuid not null references tenant (tenant_id),
  key         text not null check (key ~ '^own-[1-9][0-9]{0,5}$'),
  running     integer not null check (running >= 1),
  version     integer not null check (version >= 1),
  state       text not null check (state in ('draft', 'live', 'retired')),
  -- what runs; null until it goes live for the first time
  live        jsonb,
  -- what is being designed; null when it says nothing else than what runs
  draft       jsonb,
  changed_at  timestamptz not null,
  changed_by  uuid not null,
  live_since  timestamptz,
  primary key (tenant_id, key),
  unique (tenant_id, running),
  foreign key (tenant_id, changed_by) references person (tenant_id, id),
  check (live is not null or draft is not null),
  check ((state = 'draft') = (live is null)),
  check ((live is null) = (live_since is null))
);
comment on table own_procedure is '市がつくった手続。live は動いている様式と流れ、draft は直しているもの。記録簿の対象。';

create table own_procedure_version (
  tenant_id   uuid not null,
  key         text not null,
  version     integer not null check (version >= 1),
  declaration jsonb not null,
  at          timestamptz not null,
  by_id       uuid not null,
  primary key (tenant_id, key, version),
  foreign key (tenant_id, key) references own_procedure (tenant_id, key),
  foreign key (tenant_id, by_id) references person (tenant_id, id)
);
comment on table own_procedure_version is '[append-only] 市がつくった手続の、動き始めた様式と流れの版。記録簿の対象。';
