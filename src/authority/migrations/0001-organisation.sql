-- Bodies, units, posts, people and appointments. Every validity is half-open: [valid_from, valid_to),
-- and an empty valid_to means "until further notice".

create table body (
  tenant_id  uuid not null references tenant (tenant_id),
  id         uuid not null,
  name       text not null check (char_length(name) between 1 and 100),
  sort       integer not null default 0,
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  unique (tenant_id, name, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table body is '機関。規程を持つ執行機関(市長部局、議会、教育委員会、上下水道局など)。';

create table unit (
  tenant_id     uuid not null,
  id            uuid not null,
  body_id       uuid not null,
  parent_id     uuid,
  code          text not null check (char_length(code) between 1 and 40),
  name          text not null check (char_length(name) between 1 and 100),
  kana          text not null default '',
  kind          text not null check (kind in ('部', '局', '課', '室', '係', '機関', '委員会')),
  symbol        text,
  policy_office boolean not null default false,
  sort          integer not null default 0,
  search        text not null,
  valid_from    date not null,
  valid_to      date,
  primary key (tenant_id, id),
  unique (tenant_id, code, valid_from),
  foreign key (tenant_id, body_id) references body (tenant_id, id),
  foreign key (tenant_id, parent_id) references unit (tenant_id, id),
  check (parent_id <> id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table unit is '部・局・課・室・係・機関。組織の木の節。policy_office は規程を所管する課(事務局)。';
comment on column unit.symbol is '文書記号。文書番号「情政第123号」の「情政」。';
comment on column unit.search is '検索用に畳んだ文字(名称・カナ・コード)。';
create index unit_parent on unit (tenant_id, parent_id);
create index unit_body on unit (tenant_id, body_id);
create index unit_policy_office on unit (tenant_id) where policy_office;

create table post (
  tenant_id  uuid not null,
  id         uuid not null,
  body_id    uuid not null,
  unit_id    uuid,
  title      text not null check (char_length(title) between 1 and 100),
  rank       text not null check (rank in
    ('vice-mayor', 'head', 'deputy-head', 'section-chief', 'leader', 'staff', 'member')),
  sort       integer not null default 0,
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  foreign key (tenant_id, body_id) references body (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table post is '職。人ではなく席。unit_id が空なら機関そのものの職(副市長など)。';
comment on column post.rank is
  'vice-mayor=副市長 head=組織の長 deputy-head=次長・課長補佐など section-chief=係長級 leader=情報化推進リーダー staff=一般 member=会議・チームの構成員';
create index post_unit on post (tenant_id, unit_id, rank);

create table person (
  tenant_id   uuid not null references tenant (tenant_id),
  id          uuid not null,
  number      text not null check (char_length(number) between 1 and 40),
  family      text not null check (char_length(family) between 1 and 60),
  given       text not null default '',
  family_kana text not null default '',
  given_kana  text not null default '',
  mail        text,
  extension   text,
  search      text not null,
  valid_from  date not null,
  valid_to    date,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  check (valid_to is null or valid_to > valid_from)
);
comment on table person is '職員等。職員番号は先頭の0を含む文字として持つ。';
comment on column person.search is '検索用に畳んだ文字(氏名・フリガナ・職員番号)。';

create table appointment (
  tenant_id  uuid not null,
  id         uuid not null,
  person_id  uuid not null,
  post_id    uuid not null,
  kind       text not null check (kind in
    ('本務', '兼務', '併任', '事務取扱', '心得', '会計年度任用', '臨時', '派遣', '再任用', '委嘱')),
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  unique (tenant_id, person_id, post_id, kind, valid_from),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table appointment is '任用・発令。誰がどの職にいつからいつまで(終わりの日は含まない)就くか。';
create index appointment_post on appointment (tenant_id, post_id);
