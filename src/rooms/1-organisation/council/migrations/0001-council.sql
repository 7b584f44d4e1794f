-- 会議: its rules as dated data, its meetings from the plan to the approved minutes, and what it resolved.

create table council_rule (
  tenant_id  uuid not null,
  id         uuid not null,
  unit_id    uuid not null,
  seats      jsonb not null check (jsonb_typeof(seats) = 'array'),
  rules      jsonb not null check (jsonb_typeof(rules) = 'object'),
  basis      text not null check (char_length(basis) between 1 and 300),
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  unique (tenant_id, unit_id, valid_from),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table council_rule is
  '会議の決まり。構成員の決め方(充て職と指名)、定足数、表決、代理、書面議決、除斥。basis は根拠。記録簿の対象。';

create table council_meeting (
  tenant_id    uuid not null,
  meeting_id   uuid not null,
  unit_id      uuid not null,
  way          text not null check (way in ('room', 'written')),
  fiscal_year  integer not null,
  number       integer check (number >= 1),
  held_on      date not null,
  begins_at    text not null check (begins_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place        text not null check (char_length(place) <= 200),
  answer_by    date,
  state        text not null check (state in ('draft', 'called', 'opened', 'closed', 'approved', 'cancelled')),
  chair_id     uuid,
  minutes      text not null check (char_length(minutes) <= 40000),
  minutes_hash text,
  reason       text check (char_length(reason) between 1 and 500),
  called_at    timestamptz,
  opened_at    timestamptz,
  closed_at    timestamptz,
  approved_at  timestamptz,
  approved_by  uuid,
  revision     integer not null,
  created_at   timestamptz not null,
  primary key (tenant_id, meeting_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, chair_id) references person (tenant_id, id),
  foreign key (tenant_id, approved_by) references person (tenant_id, id),
  check ((way = 'written') = (answer_by is not null)),
  check ((state = 'draft') = (number is null) or state = 'cancelled'),
  check ((state = 'approved') = (approved_at is not null)),
  check ((approved_at is null) = (approved_by is null)),
  check ((approved_at is null) = (minutes_hash is null))
);
comment on table council_meeting is
  '会議の開催。way は開催か書面議決。minutes は議事録で、議長の確認(approved)の後は変わらない。記録簿の対象。';
create unique index council_meeting_number on council_meeting (tenant_id, unit_id, fiscal_year, number);
create index council_meeting_day on council_meeting (tenant_id, held_on);

create table council_item (
  tenant_id      uuid not null,
  item_id        uuid not null,
  meeting_id     uuid not null,
  place          integer not null check (place >= 1),
  kind           text not null check (kind in ('議決', '報告', '協議')),
  title          text not null check (char_length(title) between 1 and 200),
  detail         text not null check (char_length(detail) <= 4000),
  subject_kind   text check (subject_kind in ('policy-edition', 'amendment-report', 'audit-plan', 'audit-report',
    'training-plan', 'self-check', 'audit-head', 'other')),
  subject_id     text check (char_length(subject_id) between 1 and 100),
  subject_label  text check (char_length(subject_label) between 1 and 300),
  subject_href   text check (char_length(subject_href) between 1 and 300),
  concerned      jsonb not null check (jsonb_typeof(concerned) = 'array'),
  changed_after_call boolean not null,
  content_hash   text,
  subject_hash   text,
  votes_for      integer check (votes_for >= 0),
  votes_against  integer check (votes_against >= 0),
  votes_abstain  integer check (votes_abstain >= 0),
  casting        text check (casting in ('for', 'against')),
  outcome        text check (outcome in ('可決', '修正可決', '否決', '継続審議', '了承')),
  outcome_reason text check (char_length(outcome_reason) between 1 and 500),
  amendment      text check (char_length(amendment) between 1 and 2000),
  number         integer check (number >= 1),
  decided_at     timestamptz,
  primary key (tenant_id, item_id),
  foreign key (tenant_id, meeting_id) references council_meeting (tenant_id, meeting_id),
  check ((subject_kind is null) = (subject_id is null)),
  check ((subject_id is null) = (subject_label is null)),
  check ((outcome is null) = (decided_at is null)),
  -- a resolution always says what exactly was resolved
  check (outcome is null or outcome not in ('可決', '修正可決', '否決') or content_hash is not null),
  check ((outcome = '修正可決') = (amendment is not null) or outcome is null)
);
comment on table council_item is
  '会議の議題。content_hash は議決したもの(件名、内容、資料、版の本文)の照合値。number は議決番号。記録簿の対象。';
comment on column council_item.concerned is '議題に個人として関わり、表決に加わらない人。';
create index council_item_meeting on council_item (tenant_id, meeting_id, place);
create index council_item_subject on council_item (tenant_id, subject_kind, subject_id) where outcome is not null;

create table council_member (
  tenant_id  uuid not null,
  meeting_id uuid not null,
  person_id  uuid not null,
  role       text not null check (role in ('chair', 'vice-chair', 'member')),
  seat       text not null check (char_length(seat) <= 300),
  sort       integer not null,
  attendance text check (attendance in ('present', 'deputy', 'written', 'absent')),
  deputy_id  uuid,
  invited_at timestamptz,
  primary key (tenant_id, meeting_id, person_id),
  unique (tenant_id, meeting_id, deputy_id),
  foreign key (tenant_id, meeting_id) references council_meeting (tenant_id, meeting_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, deputy_id) references person (tenant_id, id),
  check (deputy_id <> person_id),
  check ((deputy_id is null) or attendance = 'deputy')
);
comment on table council_member is
  '開催日の構成員と出欠。一人はいくつの職で構成員であっても一度だけ数える。記録簿の対象。';
create index council_member_person on council_member (tenant_id, person_id);

create table council_ballot (
  tenant_id    uuid not null,
  item_id      uuid not null,
  person_id    uuid not null,
  meeting_id   uuid not null,
  choice       text not null check (choice in ('for', 'against', 'abstain')),
  way          text not null check (way in ('screen', 'room')),
  content_hash text not null,
  remark       text not null check (char_length(remark) <= 500),
  cast_by      uuid,
  capacity     text not null,
  cast_at      timestamptz not null,
  primary key (tenant_id, item_id, person_id),
  foreign key (tenant_id, item_id) references council_item (tenant_id, item_id),
  foreign key (tenant_id, meeting_id, person_id) references council_member (tenant_id, meeting_id, person_id),
  foreign key (tenant_id, cast_by) references person (tenant_id, id)
);
comment on table council_ballot is
  '構成員の賛否。screen は本人が画面で書面として答えたもの、room は会議の場で名を挙げて記録したもの。記録簿の対象。';
create index council_ballot_meeting on council_ballot (tenant_id, meeting_id);

create table council_file (
  tenant_id  uuid not null,
  meeting_id uuid not null,
  file_id    uuid not null,
  item_id    uuid,
  name       text not null check (char_length(name) between 1 and 300),
  sha256     text not null,
  place      integer not null,
  primary key (tenant_id, meeting_id, file_id),
  foreign key (tenant_id, meeting_id) references council_meeting (tenant_id, meeting_id),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, file_id),
  foreign key (tenant_id, item_id) references council_item (tenant_id, item_id)
);
comment on table council_file is '会議の資料。記録簿の対象。';

-- An edition put in force by a resolution that the house itself recorded names it.
alter table edition_approval add column resolution_id uuid;
alter table edition_approval
  add foreign key (tenant_id, resolution_id) references council_item (tenant_id, item_id);
comment on column edition_approval.resolution_id is '施行の根拠となった議決。紙の決裁番号で施行した版では空。';
