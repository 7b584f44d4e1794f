create table job (
  tenant_id    uuid not null references tenant,
  job_id       uuid not null,
  name         text not null,
  data         jsonb not null default '{}',
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  once_key     text,
  run_after    timestamptz not null default now(),
  attempts     int not null default 0,
  leased_until timestamptz,
  done         bigint not null default 0,
  total        bigint,
  result       jsonb,
  error        text,
  requested_by uuid,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  primary key (tenant_id, job_id),
  unique (tenant_id, name, once_key)
);
create index job_due on job (tenant_id, run_after) where state in ('waiting', 'running');
comment on table job is '裏で行う仕事。行が残るかぎり、途中で止まっても次の起動で続きから行う。';
