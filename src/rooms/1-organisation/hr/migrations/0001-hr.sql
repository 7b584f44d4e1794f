-- Sources of the personnel office: how their columns are read, and what a comparison found. A comparison is work in
-- hand, not a record: it is made again at any time; what was taken from it stands in the transfer plan.

create table hr_mapping (
  tenant_id uuid not null references tenant (tenant_id),
  id        uuid not null,
  kind      text not null check (kind in ('all', 'orders')),
  name      text not null check (char_length(name) between 1 and 100),
  columns   jsonb not null check (jsonb_typeof(columns) = 'object'),
  words     jsonb not null check (jsonb_typeof(words) = 'object'),
  used_at   timestamptz not null,
  primary key (tenant_id, id)
);
comment on table hr_mapping is '人事のファイルの列と、職員の項目との対応。columns は項目→見出し、words は発令区分の言葉→意味。';

create table hr_directory (
  tenant_id     uuid not null references tenant (tenant_id),
  id            uuid not null,
  address       text not null check (char_length(address) between 1 and 300),
  authority_pem text check (char_length(authority_pem) <= 20000),
  bind_dn       text not null check (char_length(bind_dn) between 1 and 500),
  base          text not null check (char_length(base) between 1 and 500),
  filter        text not null check (char_length(filter) between 1 and 1000),
  attributes    jsonb not null check (jsonb_typeof(attributes) = 'object'),
  whole         boolean not null,
  changed_at    timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id)
);
comment on table hr_directory is
  '庁内のディレクトリ(LDAP・Active Directory)の接続先と、属性の対応。パスワードは持たない。whole は全職員が載っているか。';

create table hr_directory_secret (
  tenant_id uuid not null references tenant (tenant_id),
  sealed    bytea not null,
  primary key (tenant_id)
);
comment on table hr_directory_secret is '接続用の利用者のパスワード。封をして持ち、記録簿には残さない。';

create table hr_comparison (
  tenant_id   uuid not null references tenant (tenant_id),
  id          uuid not null,
  source      jsonb not null,
  source_name text not null check (char_length(source_name) between 1 and 300),
  kind        text not null check (kind in ('all', 'orders')),
  "on"        date not null,
  state       text not null check (state in ('waiting', 'ready', 'failed', 'taken')),
  job_id      uuid,
  error       text,
  summary     jsonb,
  plan_id     uuid,
  created_at  timestamptz not null,
  created_by  uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references person (tenant_id, id),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id)
);
comment on table hr_comparison is '人事のファイルやディレクトリと、ある日の組織との比べた結果。summary は件数と行ごとの指摘。';
create index hr_comparison_created on hr_comparison (tenant_id, created_at);

create table hr_difference (
  tenant_id     uuid not null,
  comparison_id uuid not null,
  place         integer not null,
  kind          text not null,
  mark          text,
  line          integer,
  number        text not null,
  name          text not null,
  unit          text not null,
  what          text not null,
  change        jsonb not null,
  needs         jsonb not null,
  chosen        boolean not null,
  search        text not null,
  primary key (tenant_id, comparison_id, place),
  foreign key (tenant_id, comparison_id) references hr_comparison (tenant_id, id)
);
comment on table hr_difference is '違いの一件。change は案に入れる内容、chosen は案に入れると選ばれているか。';
create index hr_difference_kind on hr_difference (tenant_id, comparison_id, kind, place);
