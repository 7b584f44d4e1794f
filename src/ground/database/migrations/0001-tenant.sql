create extension if not exists btree_gin;

create table tenant (
  tenant_id  uuid primary key,
  code       text not null unique check (code ~ '^[a-z0-9-]{2,40}$'),
  name       text not null check (char_length(name) between 1 and 100),
  kind       text not null check (kind in ('demo', 'city', 'abandoned')),
  ready      boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table tenant is '団体。規程を持つ自治体など。';
