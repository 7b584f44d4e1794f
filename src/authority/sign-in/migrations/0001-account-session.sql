create table account (
  tenant_id     uuid not null references tenant,
  account_id    uuid not null,
  person_id     uuid not null,
  login         text not null check (char_length(login) between 2 and 100),
  password_hash text not null,
  must_change   boolean not null,
  disabled_at   timestamptz,
  created_at    timestamptz not null,
  primary key (tenant_id, account_id),
  unique (tenant_id, login),
  unique (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table account is 'サインインするためのID。記録簿の対象。';

create table account_use (
  tenant_id           uuid not null references tenant,
  account_id          uuid not null,
  last_sign_in_at     timestamptz,
  previous_sign_in_at timestamptz,
  failures_since      int not null default 0,
  failures_before     int not null default 0,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table account_use is '前回のサインインなど、利用のたびに変わる値。';

create table sign_in_failure (
  tenant_id      uuid not null references tenant,
  login          text not null,
  address        text not null,
  failures       int not null,
  last_failed_at timestamptz not null,
  locked_until   timestamptz,
  primary key (tenant_id, login, address)
);
comment on table sign_in_failure is 'サインインの失敗。ログインIDと接続元の組ごとに数え、他人の失敗で本人が締め出されないようにする。';

create table session (
  tenant_id    uuid not null references tenant,
  session_id   uuid not null,
  secret_hash  bytea not null,
  account_id   uuid not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  primary key (tenant_id, session_id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
create index session_account on session (tenant_id, account_id);
comment on table session is 'サインイン中の接続。合言葉はハッシュだけを持つ。';
