-- How somebody signed in, second factors, what a sign-in waits for, other identities, and stopped rights.

alter table session
  add column methods             text[]      not null default '{password}',
  add column strength            smallint    not null default 1 check (strength in (1, 2)),
  add column stepped_up_at       timestamptz,
  add column step_up_failures    integer     not null default 0,
  add column must_add_factor     boolean     not null default false,
  add column address             text        not null default '',
  add column agent               text        not null default '' check (char_length(agent) <= 300);
comment on column session.methods is '開いたときに使った方法(password, totp, passkey, recovery, oidc など)。';
comment on column session.strength is '1=一要素 2=二要素以上。';
comment on column session.stepped_up_at is '最後に本人であることを確かめた時刻。';
comment on column session.must_add_factor is '二つ目の方法を求められているが、まだ登録していない。登録のほかは何もできない。';

create table sign_in_attempt (
  tenant_id   uuid not null,
  attempt_id  uuid not null,
  secret_hash bytea not null,
  account_id  uuid not null,
  methods     text[] not null,
  failures    integer not null default 0,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  primary key (tenant_id, attempt_id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table sign_in_attempt is '一つ目の方法まで済んだサインイン。二つ目を待つ間だけある。合言葉はハッシュだけを持つ。';
create index sign_in_attempt_account on sign_in_attempt (tenant_id, account_id);

create table external_identity (
  tenant_id  uuid not null,
  provider   text not null check (char_length(provider) between 1 and 60),
  subject    text not null check (char_length(subject) between 1 and 255),
  account_id uuid not null,
  linked_at  timestamptz not null,
  primary key (tenant_id, provider, subject),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table external_identity is 'ほかの認証の仕組み(OIDC、LDAP、SAML)での本人と、この市のログインIDとの対応。記録簿の対象。';
create index external_identity_account on external_identity (tenant_id, account_id);

create table account_totp (
  tenant_id    uuid not null,
  totp_id      uuid not null,
  account_id   uuid not null,
  name         text not null check (char_length(name) between 1 and 60),
  sealed       bytea not null,
  confirmed_at timestamptz,
  created_at   timestamptz not null,
  primary key (tenant_id, totp_id),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table account_totp is '確認コード(TOTP)のアプリ。鍵は暗号にして持つ。confirmed_at が空のうちは使えない。記録簿の対象。';
create index account_totp_account on account_totp (tenant_id, account_id);

create table totp_use (
  tenant_id    uuid not null,
  totp_id      uuid not null,
  last_step    bigint not null default 0,
  last_used_at timestamptz,
  primary key (tenant_id, totp_id)
);
comment on table totp_use is '最後に使った確認コードの番号。同じコードを二度使わせない。';

create table account_passkey (
  tenant_id     uuid not null,
  passkey_id    uuid not null,
  account_id    uuid not null,
  name          text not null check (char_length(name) between 1 and 60),
  credential_id text not null check (char_length(credential_id) between 1 and 1400),
  public_key    bytea not null,
  transports    text[] not null default '{}',
  synced        boolean not null,
  created_at    timestamptz not null,
  primary key (tenant_id, passkey_id),
  unique (tenant_id, credential_id),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table account_passkey is 'パスキー(公開鍵だけを持つ)。synced は端末の間で同期されるもの。記録簿の対象。';
create index account_passkey_account on account_passkey (tenant_id, account_id);

create table passkey_use (
  tenant_id    uuid not null,
  passkey_id   uuid not null,
  counter      bigint not null default 0,
  last_used_at timestamptz,
  primary key (tenant_id, passkey_id)
);
comment on table passkey_use is 'パスキーの使用回数。戻ることはない。';

create table account_recovery_code (
  tenant_id  uuid not null,
  code_id    uuid not null,
  account_id uuid not null,
  code_hash  bytea not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (tenant_id, code_id),
  unique (tenant_id, account_id, code_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table account_recovery_code is '予備のコード。ハッシュだけを持ち、一度だけ使える。記録簿の対象。';

create table password_history (
  tenant_id     uuid not null,
  account_id    uuid not null,
  set_at        timestamptz not null,
  password_hash text not null,
  primary key (tenant_id, account_id, set_at),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table password_history is '前に使ったパスワードのハッシュと、変えた時刻。再び使わせないため。';

create table known_device (
  tenant_id    uuid not null,
  account_id   uuid not null,
  device_hash  bytea not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  primary key (tenant_id, account_id, device_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id)
);
comment on table known_device is 'その人が前にサインインした端末の印(ハッシュ)。他人の失敗でこの端末を締め出さない。';

create index known_device_hash on known_device (tenant_id, device_hash);

create table account_stop (
  tenant_id  uuid not null,
  stop_id    uuid not null,
  person_id  uuid not null,
  reason     text not null check (char_length(reason) between 1 and 500),
  stop_from  timestamptz not null,
  stop_until timestamptz,
  stopped_by uuid,
  capacity   text,
  lifted_at  timestamptz,
  lifted_by  uuid,
  lift_note  text not null default '' check (char_length(lift_note) <= 500),
  primary key (tenant_id, stop_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  check (stop_until is null or stop_until > stop_from)
);
comment on table account_stop is '利用の停止(統括情報セキュリティ責任者による使用権の停止)。stop_until が空なら解除まで。記録簿の対象。';
create index account_stop_person on account_stop (tenant_id, person_id);

create table sign_in_rule (
  tenant_id uuid not null references tenant,
  name      text not null check (char_length(name) between 1 and 60),
  value     jsonb not null,
  set_at    timestamptz not null,
  primary key (tenant_id, name)
);
comment on table sign_in_rule is 'サインインの決まりのうち、市が設定するもの(二つ目の方法を求める役割など)。記録簿の対象。';
