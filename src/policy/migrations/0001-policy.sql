-- The text: documents, their dated editions, the provisions of each edition, and what is bound to them.
-- A provision has a permanent id (wid) that lives through the editions, and a current number (eid) in each.

create table policy (
  tenant_id     uuid not null references tenant (tenant_id),
  policy_id     uuid not null,
  title         text not null check (char_length(title) between 1 and 200),
  kind          text not null check (kind in ('基本方針', '対策基準', '実施手順', '規程')),
  document_mark text not null check (char_length(document_mark) between 1 and 40),
  public        boolean not null,
  created_at    timestamptz not null,
  primary key (tenant_id, policy_id),
  unique (tenant_id, title)
);
comment on table policy is '規程。団体が定めた文書(基本方針、対策基準、実施手順など)。記録簿の対象。';
comment on column policy.document_mark is '根拠条文に付ける短い呼び名。「対策基準 第7-1(1)」の「対策基準」。';
comment on column policy.public is '公開する文書か。対策基準や実施手順を非公開とする団体がある。';

create table policy_version (
  tenant_id        uuid not null,
  version_id       uuid not null,
  policy_id        uuid not null,
  sequence         integer not null check (sequence >= 1),
  label            text not null check (char_length(label) between 1 and 60),
  state            text not null check (state in ('draft', 'in-force', 'superseded')),
  decided_by       text check (char_length(decided_by) between 1 and 200),
  decided_on       date,
  effective_from   date,
  effective_to     date,
  needs_review     boolean not null,
  strategy         text not null check (strategy in ('flattened', 'lines')),
  source_name      text not null,
  source_sha256    text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  source_encoding  text not null check (source_encoding in ('UTF-8', 'Shift_JIS', 'UTF-16')),
  source_text      text not null,
  unread           jsonb not null,
  notices          jsonb not null,
  imported_at      timestamptz not null,
  imported_by_kind text not null check (imported_by_kind in ('person', 'operator', 'system')),
  imported_by      text not null,
  primary key (tenant_id, version_id),
  foreign key (tenant_id, policy_id) references policy (tenant_id, policy_id),
  unique (tenant_id, policy_id, sequence),
  unique (tenant_id, policy_id, label),
  unique (tenant_id, policy_id, source_sha256),
  check (state = 'draft' or effective_from is not null),
  check (effective_to is null or effective_to > effective_from),
  check ((state = 'superseded') = (effective_to is not null))
);
comment on table policy_version is '版。ある日から効力をもつ規程の本文。取り込んだ元の文字列も持つ。記録簿の対象。';
comment on column policy_version.effective_to is '効力を失う日(その日を含まない)。次の版の施行日。';
comment on column policy_version.needs_review is '読み取れない部分が多く、確認が必要なまま取り込んだ。';
comment on column policy_version.unread is '条文として読まなかった部分と理由。';
create index policy_version_force on policy_version (tenant_id, effective_from) where state <> 'draft';

create table provision (
  tenant_id   uuid not null,
  version_id  uuid not null,
  wid         uuid not null,
  eid         text not null collate "C" check (char_length(eid) between 1 and 200),
  parent_wid  uuid,
  place       integer not null check (place >= 0),
  depth       integer not null check (depth >= 0),
  level       text not null,
  label       text not null,
  heading     text,
  type        text not null check (type in ('heading', 'provision', 'lead-in', 'detail', 'bullet', 'row', 'table',
                                            'form', 'supplementary', 'deleted')),
  text        text not null,
  folded      text not null,
  span_start  integer not null,
  span_end    integer not null,
  pieces      jsonb not null,
  confirmed   boolean not null,
  primary key (tenant_id, version_id, wid),
  unique (tenant_id, version_id, eid),
  foreign key (tenant_id, version_id) references policy_version (tenant_id, version_id),
  foreign key (tenant_id, version_id, parent_wid) references provision (tenant_id, version_id, wid)
    deferrable initially deferred,
  check (span_end >= span_start)
);
comment on table provision is '条文。wid は改正を通じて変わらない番号、eid はその版での条番号。記録簿の対象。';
comment on column provision.folded is '検索用に畳んだ条番号・見出し・本文。';
comment on column provision.pieces is '元の文字列のうち、この条文だけのものである範囲。';
comment on column provision.confirmed is '表の行のように、職員が書式で入れて確かめたもの。';
create index provision_place on provision (tenant_id, version_id, place);
create index provision_wid on provision (tenant_id, wid);

create table provision_table (
  tenant_id    uuid not null,
  version_id   uuid not null,
  wid          uuid not null,
  kind         text not null check (kind in ('roles', 'classification', 'unknown')),
  span_start   integer not null,
  span_end     integer not null,
  raw          text not null,
  columns      jsonb not null,
  guess        jsonb not null,
  rows         jsonb,
  confirmed_at timestamptz,
  confirmed_by_kind text check (confirmed_by_kind in ('person', 'operator', 'system')),
  confirmed_by text,
  primary key (tenant_id, version_id, wid),
  foreign key (tenant_id, version_id, wid) references provision (tenant_id, version_id, wid),
  check ((rows is null) = (confirmed_at is null)),
  check ((rows is null) = (confirmed_by is null))
);
comment on table provision_table is '条文の中の表。列が混ざった写しは、職員が書式で行を確かめる。記録簿の対象。';

create table binding (
  tenant_id         uuid not null,
  binding_id        uuid not null,
  version_id        uuid not null,
  wid               uuid not null,
  mechanism         text not null check (char_length(mechanism) between 1 and 120),
  slot              text not null check (char_length(slot) between 1 and 120),
  sentence          integer not null check (sentence >= 1),
  quote             text not null,
  carried_from      uuid,
  confirmed_at      timestamptz not null,
  confirmed_by_kind text not null check (confirmed_by_kind in ('person', 'operator', 'system')),
  confirmed_by      text not null,
  primary key (tenant_id, binding_id),
  unique (tenant_id, version_id, mechanism, slot, wid, sentence),
  foreign key (tenant_id, version_id, wid) references provision (tenant_id, version_id, wid)
);
comment on table binding is '対応付け。手続・台帳などの仕掛けと、根拠になる条文の文。記録簿の対象。';
comment on column binding.carried_from is '条文が変わらなかったため、前の版の対応付けから引き継いだ。';
create index binding_mechanism on binding (tenant_id, mechanism, version_id);
create index binding_wid on binding (tenant_id, version_id, wid);
