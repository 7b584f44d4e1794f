-- Other systems that say who somebody is, and sign-ins that are away at one of them.

create table identity_provider (
  tenant_id   uuid not null references tenant (tenant_id),
  provider_id uuid not null,
  name        text not null check (char_length(name) between 1 and 60),
  settings    jsonb not null check (settings ->> 'kind' in ('oidc', 'saml', 'ldap')),
  sealed      bytea,
  enabled     boolean not null,
  sort        integer not null default 0,
  primary key (tenant_id, provider_id)
);
comment on table identity_provider is
  'サインインに使う外部の認証の仕組み(OIDC、SAML、LDAP)。秘密の値は sealed に暗号にして持つ。記録簿の対象。';

create table external_attempt (
  tenant_id    uuid not null references tenant (tenant_id),
  attempt_id   uuid not null,
  state_hash   bytea not null,
  browser_hash bytea not null,
  provider_id  uuid not null,
  site         text not null check (char_length(site) between 1 and 300),
  target       text not null check (char_length(target) <= 2000),
  checks       bytea not null,
  identity     jsonb,
  expires_at   timestamptz not null,
  primary key (tenant_id, attempt_id),
  unique (tenant_id, state_hash),
  foreign key (tenant_id, provider_id) references identity_provider (tenant_id, provider_id)
);
comment on table external_attempt is
  '外部の認証の仕組みへ送り出したサインイン。戻るまでの10分だけあり、一度だけ使える。合言葉はハッシュ、照合の値は暗号にして持つ。';
create index external_attempt_expiry on external_attempt (tenant_id, expires_at);
