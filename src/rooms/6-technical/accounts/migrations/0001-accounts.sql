-- What systems say of their user IDs (snapshots), how that differs from the register and from HR (differences), and
-- the stock-take in which every section confirms the IDs of its own people (reviews).

create table account_mapping (
  tenant_id  uuid not null references tenant (tenant_id),
  system_id  uuid not null,
  mapping    jsonb not null check (jsonb_typeof(mapping) = 'object'),
  saved_at   timestamptz not null,
  saved_by   uuid,
  primary key (tenant_id, system_id),
  foreign key (tenant_id, system_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, saved_by) references person (tenant_id, id)
);
comment on table account_mapping is '利用者の書出しの列の対応。情報システムごとに一つ。記録簿の対象。';

create table account_snapshot (
  tenant_id   uuid not null references tenant (tenant_id),
  snapshot_id uuid not null,
  system_id   uuid not null,
  taken_on    date not null,
  read_at     timestamptz not null,
  read_by     uuid,
  source      text not null check (source in ('file', 'directory')),
  file_name   text not null check (char_length(file_name) <= 200),
  outcome     text not null check (outcome in ('read', 'empty', 'unreadable')),
  lines       integer not null check (lines >= 0),
  refused     integer not null check (refused >= 0),
  has_state   boolean not null,
  has_last_used boolean not null,
  has_groups  boolean not null,
  digest      text not null,
  problem     text check (char_length(problem) <= 500),
  primary key (tenant_id, snapshot_id),
  foreign key (tenant_id, system_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, read_by) references person (tenant_id, id),
  check ((outcome = 'read') = (lines > 0))
);
comment on table account_snapshot is
  '情報システムの利用者の書出しを読んだこと。読めなかったことも残す。digest は読んだ行の指紋。記録簿の対象。[append-only]';
create index account_snapshot_latest on account_snapshot (tenant_id, system_id, read_at desc);

create table account_line (
  tenant_id   uuid not null,
  snapshot_id uuid not null,
  seq         integer not null check (seq >= 1),
  login       text not null check (char_length(login) between 1 and 120),
  login_key   text not null collate "C",
  name        text,
  enabled     boolean,
  last_used   date,
  privileged  boolean,
  mail        boolean,
  internet    boolean,
  person_number text,
  address     text,
  primary key (tenant_id, snapshot_id, seq),
  unique (tenant_id, snapshot_id, login_key),
  foreign key (tenant_id, snapshot_id) references account_snapshot (tenant_id, snapshot_id)
);
comment on table account_line is '書出しの1行。空は、書出しがそのことを言っていないこと。指紋は account_snapshot にある。[append-only]';

create table account_difference (
  tenant_id     uuid not null references tenant (tenant_id),
  difference_id uuid not null,
  kind          text not null check (char_length(kind) between 1 and 40),
  once_key      text not null,
  slot          text not null,
  system_id     uuid not null,
  entry_id      uuid,
  login         text not null,
  unit_id       uuid not null,
  person_id     uuid,
  since         date,
  found_at      timestamptz not null,
  resolved_at   timestamptz,
  primary key (tenant_id, difference_id),
  foreign key (tenant_id, system_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table account_difference is
  'IDの突合せで見つかった食い違い。台帳・書出し・人事から計算したもので、なくなれば resolved_at が入る。';
create unique index account_difference_open on account_difference (tenant_id, once_key) where resolved_at is null;
create index account_difference_unit on account_difference (tenant_id, unit_id, kind) where resolved_at is null;
create index account_difference_system on account_difference (tenant_id, system_id, kind) where resolved_at is null;

create table account_check (
  tenant_id   uuid not null references tenant (tenant_id),
  check_id    uuid not null,
  on_date     date not null,
  checked_at  timestamptz not null,
  accounts    integer not null,
  found       integer not null,
  resolved    integer not null,
  open        integer not null,
  systems     integer not null,
  unreadable  integer not null,
  dormant_days integer not null,
  primary key (tenant_id, check_id)
);
comment on table account_check is 'IDの突合せを行ったこと。件数と、使った値。記録簿の対象。[append-only]';
create index account_check_latest on account_check (tenant_id, checked_at desc);

create table id_review (
  tenant_id  uuid not null references tenant (tenant_id),
  review_id  uuid not null,
  title      text not null check (char_length(title) between 1 and 100),
  as_of      date not null,
  due_on     date not null,
  state      text not null check (state in ('preparing', 'open', 'closed')),
  opened_at  timestamptz not null,
  opened_by  uuid,
  closed_at  timestamptz,
  closed_by  uuid,
  primary key (tenant_id, review_id),
  foreign key (tenant_id, opened_by) references person (tenant_id, id),
  foreign key (tenant_id, closed_by) references person (tenant_id, id),
  check (due_on >= as_of),
  check ((state = 'closed') = (closed_at is not null))
);
comment on table id_review is 'IDの棚卸。基準日の時点の利用者IDを、課ごとに確かめる。記録簿の対象。';
create unique index id_review_running on id_review (tenant_id) where state <> 'closed';

create table id_review_sheet (
  tenant_id  uuid not null,
  review_id  uuid not null,
  unit_id    uuid not null,
  office     text not null,
  total      integer not null check (total >= 1),
  kept       integer not null default 0 check (kept >= 0),
  removing   integer not null default 0 check (removing >= 0),
  unknown    integer not null default 0 check (unknown >= 0),
  digest     text not null,
  reminded_on date,
  signed_at  timestamptz,
  signed_by  uuid,
  capacity   text,
  right_of   uuid,
  primary key (tenant_id, review_id, unit_id),
  foreign key (tenant_id, review_id) references id_review (tenant_id, review_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, signed_by) references person (tenant_id, id),
  foreign key (tenant_id, right_of) references person (tenant_id, id),
  check (kept + removing + unknown <= total),
  check ((signed_at is null) = (signed_by is null)),
  check (signed_at is null or kept + removing + unknown = total)
);
comment on table id_review_sheet is
  '棚卸の1課分。digest は配ったときの行の指紋。office はこの課のIDを確かめる役割。署名には、どの資格で行ったかが残る。記録簿の対象。';

create table id_review_line (
  tenant_id  uuid not null,
  review_id  uuid not null,
  line_id    uuid not null,
  unit_id    uuid not null,
  entry_id   uuid not null,
  system_id  uuid not null,
  holder_id  uuid,
  login      text not null,
  kind       text not null,
  proposal   text not null check (proposal in ('keep', 'remove')),
  reasons    text[] not null,
  last_used  date,
  sort       text not null collate "C",
  primary key (tenant_id, review_id, line_id),
  unique (tenant_id, review_id, entry_id),
  foreign key (tenant_id, review_id, unit_id) references id_review_sheet (tenant_id, review_id, unit_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, system_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, holder_id) references person (tenant_id, id)
);
comment on table id_review_line is '棚卸で確かめる1件。配った後は変わらない。指紋は id_review_sheet にある。[append-only]';
create index id_review_line_sheet on id_review_line (tenant_id, review_id, unit_id, sort);
create index id_review_line_entry on id_review_line (tenant_id, entry_id);

create table id_review_answer (
  tenant_id  uuid not null,
  review_id  uuid not null,
  line_id    uuid not null,
  answer     text not null check (answer in ('keep', 'remove', 'unknown')),
  note       text check (char_length(note) between 1 and 200),
  at         timestamptz not null,
  by         uuid not null,
  capacity   text not null,
  primary key (tenant_id, review_id, line_id),
  foreign key (tenant_id, review_id, line_id) references id_review_line (tenant_id, review_id, line_id),
  foreign key (tenant_id, by) references person (tenant_id, id)
);
comment on table id_review_answer is '棚卸の1件への答え。要・不要・分からない。記録簿の対象。';
