-- Documents of several bodies and who may read them; on what authority an edition came into force; what an
-- amendment does to what rests on the text; publication.

alter table policy
  add column audience text not null default 'staff' check (audience in ('staff', 'named')),
  add column body_id uuid,
  add column body_name text check (char_length(body_name) between 1 and 100),
  add column based_on uuid,
  add foreign key (tenant_id, based_on) references policy (tenant_id, policy_id),
  add constraint policy_not_on_itself check (based_on <> policy_id),
  add constraint policy_procedures_stay_inside check (not (kind = '実施手順' and public)),
  add constraint policy_kind unique (tenant_id, policy_id, kind);
comment on column policy.audience is '公開しない文書を、職員の全員が読むか、名を挙げた人だけが読むか。';
comment on column policy.body_id is '機関(議会、教育委員会など)。空なら団体の全体。';
comment on column policy.based_on is '上位の文書。基本方針 → 対策基準 → 実施手順。';

create table document_reader (
  tenant_id uuid not null,
  policy_id uuid not null,
  kind      text not null check (kind in ('person', 'unit', 'office')),
  reader    text not null collate "C" check (char_length(reader) between 1 and 120),
  primary key (tenant_id, policy_id, kind, reader),
  foreign key (tenant_id, policy_id) references policy (tenant_id, policy_id)
);
comment on table document_reader is '公開しない文書を読める人、課、役割。記録簿の対象。';

create table edition_approval (
  tenant_id   uuid not null,
  version_id  uuid not null,
  kind        text not null check (kind in ('council', 'minor', 'urgent', 'simple')),
  matter      text not null check (char_length(matter) <= 1000),
  number      text check (char_length(number) between 1 and 60),
  approved_by text not null check (char_length(approved_by) between 1 and 200),
  approved_on date not null,
  report_due  date,
  reported_on date,
  reported_to text check (char_length(reported_to) between 1 and 200),
  note        text check (char_length(note) <= 1000),
  primary key (tenant_id, version_id),
  foreign key (tenant_id, version_id) references policy_version (tenant_id, version_id),
  check ((kind in ('minor', 'urgent')) = (report_due is not null)),
  check (reported_on is null or report_due is not null),
  check ((reported_on is null) = (reported_to is null))
);
comment on table edition_approval is '版を施行した根拠。会議の議決、又は軽微・緊急の改正とその事後報告。記録簿の対象。';
comment on column edition_approval.matter is '会議名・件名、又は軽微・緊急とした理由。';
create index edition_approval_open on edition_approval (tenant_id, report_due) where reported_on is null;

create table impact_decision (
  tenant_id   uuid not null,
  version_id  uuid not null,
  item        text not null collate "C" check (char_length(item) between 1 and 300),
  kind        text not null check (char_length(kind) between 1 and 40),
  label       text not null,
  choice      text not null check (choice in ('carry', 'reconfirm', 'drop')),
  note        text not null check (char_length(note) <= 500),
  to_wid      uuid,
  to_sentence integer check (to_sentence >= 1),
  fingerprint text not null,
  decided_at  timestamptz not null,
  decided_by_kind text not null check (decided_by_kind in ('person', 'operator', 'system')),
  decided_by  text not null,
  primary key (tenant_id, version_id, item),
  foreign key (tenant_id, version_id) references policy_version (tenant_id, version_id),
  check ((to_wid is null) = (to_sentence is null))
);
comment on table impact_decision is '改正の影響の扱い。引き継ぐ、確認し直す、やめる。記録簿の対象。';
comment on column impact_decision.fingerprint is '決めたときの条文の変わり方。その後に変われば決め直す。';

create table publication (
  tenant_id      uuid not null,
  publication_id uuid not null,
  policy_id      uuid not null,
  kind           text not null check (kind in ('基本方針', '対策基準', '規程')),
  version_id     uuid not null,
  published_on   date not null,
  place          text not null check (char_length(place) between 1 and 500),
  state          text not null check (state in ('current', 'replaced', 'withdrawn')),
  ended_on       date,
  reason         text check (char_length(reason) between 1 and 500),
  primary key (tenant_id, publication_id),
  -- 実施手順 is not among the kinds above, so no publication can point at one.
  foreign key (tenant_id, policy_id, kind) references policy (tenant_id, policy_id, kind),
  foreign key (tenant_id, version_id) references policy_version (tenant_id, version_id),
  check ((state = 'current') = (ended_on is null)),
  check ((state = 'withdrawn') = (reason is not null)),
  check (ended_on is null or ended_on >= published_on)
);
comment on table publication is '公表。いつ、どこに公表し、いつ差し替え又は取り下げたか。記録簿の対象。';
create unique index publication_current on publication (tenant_id, policy_id) where state = 'current';
create index publication_edition on publication (tenant_id, version_id);
