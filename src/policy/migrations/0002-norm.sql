-- What the provisions say: norms with their review, open values, findings.
-- A norm has a permanent id that lives through the editions while its sentence goes on unchanged.

create table norm (
  tenant_id       uuid not null,
  version_id      uuid not null,
  norm_id         uuid not null,
  wid             uuid not null,
  seq             integer not null check (seq >= 1),
  seq_end         integer not null,
  range_start     integer not null check (range_start >= 0),
  range_end       integer not null,
  text            text not null,
  machine         jsonb not null,
  reading         jsonb not null,
  cues            jsonb not null,
  colour          jsonb not null,
  refs            jsonb not null,
  parameters      jsonb not null,
  worst           text not null check (worst in ('green', 'amber', 'red')),
  state           text not null check (state in ('unconfirmed', 'confirmed', 'corrected', 'dismissed')),
  revision        integer not null check (revision >= 1),
  decided_at      timestamptz,
  decided_by_kind text check (decided_by_kind in ('person', 'operator', 'system')),
  decided_by      text,
  primary key (tenant_id, version_id, norm_id),
  foreign key (tenant_id, version_id, wid) references provision (tenant_id, version_id, wid),
  check (range_end > range_start),
  check (seq_end >= seq),
  check ((state = 'unconfirmed') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null))
);
comment on table norm is '規範。条文の一つの文が、誰に何を求めているか。読み取りと職員の確認。記録簿の対象。';
comment on column norm.seq is '条文の何番目の文か。まとめた規範は seq_end までの文にわたる。';
comment on column norm.range_start is '条文の本文の中の位置。';
comment on column norm.machine is '機械が読み取ったまま。';
comment on column norm.reading is '今の読み取り。職員が直したものを含む。';
comment on column norm.parameters is 'この規範が団体に任せている値の番号。';
create index norm_place on norm (tenant_id, version_id, wid, range_start);
create index norm_id on norm (tenant_id, norm_id);

create table norm_act (
  tenant_id  uuid not null,
  act_id     uuid not null,
  version_id uuid not null,
  kind       text not null check (kind in ('confirm', 'correct', 'teach', 'split', 'merge', 'dismiss', 'undo')),
  at         timestamptz not null,
  by_kind    text not null check (by_kind in ('person', 'operator', 'system')),
  by         text not null,
  undoes     uuid,
  touched    jsonb not null,
  before     jsonb not null,
  primary key (tenant_id, act_id),
  foreign key (tenant_id, undoes) references norm_act (tenant_id, act_id),
  check ((kind = 'undo') = (undoes is not null))
);
comment on table norm_act is '確認画面でしたこと。取消しのために、変える前の姿を持つ。記録簿の対象。[append-only]';
comment on column norm_act.touched is '触れた規範と、その後の版番号。まとめられてなくなったものは版番号がない。';
create index norm_act_time on norm_act (tenant_id, version_id, at desc);

create table edition_reading (
  tenant_id  uuid not null,
  version_id uuid not null,
  parameters jsonb not null,
  terms      jsonb not null,
  lints      jsonb not null,
  read_at    timestamptz not null,
  primary key (tenant_id, version_id),
  foreign key (tenant_id, version_id) references policy_version (tenant_id, version_id)
);
comment on table edition_reading is '版の全体から読み取ったもの。定める値、用語、気づき。記録簿の対象。';

create table lint_note (
  tenant_id  uuid not null,
  policy_id  uuid not null,
  lint_key   text not null check (char_length(lint_key) between 1 and 64),
  state      text not null check (state in ('open', 'seen', 'to-mend')),
  note       text not null check (char_length(note) <= 500),
  revision   integer not null check (revision >= 1),
  at         timestamptz not null,
  by_kind    text not null check (by_kind in ('person', 'operator', 'system')),
  by         text not null,
  primary key (tenant_id, policy_id, lint_key),
  foreign key (tenant_id, policy_id) references policy (tenant_id, policy_id)
);
comment on table lint_note is '気づきを見たこと、対応すること。同じ所・同じ語の気づきには版を越えて残る。記録簿の対象。';

create table parameter_value (
  tenant_id  uuid not null,
  parameter  text not null collate "C" check (char_length(parameter) between 1 and 120),
  revision   integer not null check (revision >= 1),
  value      text check (char_length(value) between 1 and 200),
  note       text not null check (char_length(note) <= 500),
  valid_from date not null,
  set_at     timestamptz not null,
  by_kind    text not null check (by_kind in ('person', 'operator', 'system')),
  by         text not null,
  primary key (tenant_id, parameter, revision)
);
comment on table parameter_value is '定める値。本文が任せている値を団体が決めたもの。決め直すたびに行が増える。記録簿の対象。[append-only]';
comment on column parameter_value.value is '空は、定めるのを取りやめたことを表す。';

-- A sentence that an officer split is two norms: a binding may then belong to one of them alone.
alter table binding add column norm_id uuid;
comment on column binding.norm_id is '一つの文を分けた規範の、その一方だけの対応付け。空なら文の全体。';
alter table binding drop constraint binding_tenant_id_version_id_mechanism_slot_wid_sentence_key;
alter table binding add constraint binding_once
  unique nulls not distinct (tenant_id, version_id, mechanism, slot, wid, sentence, norm_id);
