-- 棚卸: what a register said on a day, counted section by section and signed.

create table stocktake (
  tenant_id    uuid not null references tenant (tenant_id),
  stocktake_id uuid not null,
  register     text not null check (register ~ '^[a-z][a-z0-9-]{0,39}$'),
  title        text not null check (char_length(title) between 1 and 100),
  as_of        date not null,
  due_on       date not null,
  wide         boolean not null,
  unit_ids     jsonb check (unit_ids is null or jsonb_typeof(unit_ids) = 'array'),
  filters      jsonb not null default '{}' check (jsonb_typeof(filters) = 'object'),
  state        text not null check (state in ('preparing', 'open', 'closed')),
  lines        integer not null default 0 check (lines >= 0),
  previous_id  uuid,
  opened_at    timestamptz not null,
  opened_by    uuid,
  closed_at    timestamptz,
  closed_by    uuid,
  primary key (tenant_id, stocktake_id),
  foreign key (tenant_id, previous_id) references stocktake (tenant_id, stocktake_id),
  foreign key (tenant_id, opened_by) references person (tenant_id, id),
  foreign key (tenant_id, closed_by) references person (tenant_id, id),
  check (due_on >= as_of),
  check ((state = 'closed') = (closed_at is not null))
);
comment on table stocktake is
  '台帳の棚卸。wide は事務局が始めたもの、そうでないものは課が自分の課の行について始めたもの。記録簿の対象。';
create unique index stocktake_running on stocktake (tenant_id, register) where wide and state <> 'closed';
create index stocktake_of_register on stocktake (tenant_id, register, opened_at desc);

create table stocktake_sheet (
  tenant_id    uuid not null,
  stocktake_id uuid not null,
  unit_id      uuid not null,
  office       text not null,
  total        integer not null check (total >= 0),
  found        integer not null default 0 check (found >= 0),
  elsewhere    integer not null default 0 check (elsewhere >= 0),
  damaged      integer not null default 0 check (damaged >= 0),
  missing      integer not null default 0 check (missing >= 0),
  unseen       integer not null default 0 check (unseen >= 0),
  surplus      integer not null default 0 check (surplus >= 0),
  digest       text not null,
  signed_at    timestamptz,
  signed_by    uuid,
  capacity     text,
  right_of     uuid,
  reason       text check (char_length(reason) between 1 and 200),
  primary key (tenant_id, stocktake_id, unit_id),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, stocktake_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, signed_by) references person (tenant_id, id),
  foreign key (tenant_id, right_of) references person (tenant_id, id),
  check (found + elsewhere + damaged + missing + unseen <= total),
  check ((signed_at is null) = (signed_by is null)),
  check (signed_at is null or found + elsewhere + damaged + missing + unseen = total)
);
comment on table stocktake_sheet is
  '棚卸の1課分。digest は配ったときの行の指紋。数え終えていない行があるうちは署名できない。reason は、数えた人が自分で署名した理由。記録簿の対象。';
create index stocktake_sheet_of_unit on stocktake_sheet (tenant_id, unit_id);

create table stocktake_line (
  tenant_id    uuid not null,
  stocktake_id uuid not null,
  entry_id     uuid not null,
  unit_id      uuid not null,
  own_unit_id  uuid not null,
  number       text not null collate "C",
  label        text not null,
  version      integer not null check (version >= 1),
  classes      text not null,
  place        text not null,
  primary key (tenant_id, stocktake_id, entry_id),
  foreign key (tenant_id, stocktake_id, unit_id) references stocktake_sheet (tenant_id, stocktake_id, unit_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id)
);
comment on table stocktake_line is
  '棚卸で数える1行。基準日の時点の版の写し。配った後は変わらない。指紋は stocktake_sheet にある。[append-only]';
create index stocktake_line_sheet on stocktake_line (tenant_id, stocktake_id, unit_id, number);
create index stocktake_line_number on stocktake_line (tenant_id, stocktake_id, number);

create table stocktake_change (
  tenant_id    uuid not null,
  stocktake_id uuid not null,
  entry_id     uuid not null,
  kind         text not null check (kind in ('new', 'gone', 'moved', 'reclassed')),
  unit_id      uuid not null,
  number       text not null collate "C",
  label        text not null,
  was          text not null,
  now          text not null,
  primary key (tenant_id, stocktake_id, kind, entry_id),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, stocktake_id)
);
comment on table stocktake_change is '前の棚卸の行と比べた違い。行の写しから計算したもの。[append-only]';
create index stocktake_change_list on stocktake_change (tenant_id, stocktake_id, kind, number);

create table stocktake_count (
  tenant_id    uuid not null,
  stocktake_id uuid not null,
  entry_id     uuid not null,
  unit_id      uuid not null,
  outcome      text not null check (outcome in ('found', 'elsewhere', 'damaged', 'missing', 'unseen')),
  note         text check (char_length(note) between 1 and 200),
  way          text not null check (way in ('list', 'scan', 'file')),
  at           timestamptz not null,
  by           uuid not null,
  primary key (tenant_id, stocktake_id, entry_id),
  foreign key (tenant_id, stocktake_id, entry_id) references stocktake_line (tenant_id, stocktake_id, entry_id),
  foreign key (tenant_id, by) references person (tenant_id, id),
  check (outcome not in ('unseen', 'elsewhere', 'damaged') or note is not null)
);
comment on table stocktake_count is
  '棚卸の1行を数えた結果。確認できない(unseen)・場所が違う・傷みありには、理由か様子が要る。記録簿の対象。';
create index stocktake_count_sheet on stocktake_count (tenant_id, stocktake_id, unit_id, outcome);

create table stocktake_surplus (
  tenant_id    uuid not null,
  surplus_id   uuid not null,
  stocktake_id uuid not null,
  unit_id      uuid not null,
  number       text check (char_length(number) between 1 and 100),
  label        text not null check (char_length(label) <= 100),
  note         text check (char_length(note) between 1 and 200),
  way          text not null check (way in ('list', 'scan', 'file')),
  state        text not null check (state in ('open', 'registered', 'dropped')),
  entry_id     uuid,
  at           timestamptz not null,
  by           uuid not null,
  settled_at   timestamptz,
  settled_by   uuid,
  reason       text check (char_length(reason) between 1 and 200),
  primary key (tenant_id, surplus_id),
  foreign key (tenant_id, stocktake_id, unit_id) references stocktake_sheet (tenant_id, stocktake_id, unit_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, by) references person (tenant_id, id),
  foreign key (tenant_id, settled_by) references person (tenant_id, id),
  check (number is not null or label <> ''),
  check ((state = 'open') = (settled_at is null)),
  check (state <> 'dropped' or reason is not null),
  check (state <> 'registered' or entry_id is not null)
);
comment on table stocktake_surplus is '棚卸で見つかった、台帳にない物。登録するか、理由を付けて取り消す。記録簿の対象。';
create index stocktake_surplus_sheet on stocktake_surplus (tenant_id, stocktake_id, unit_id);

create table stocktake_scan (
  tenant_id    uuid not null,
  stocktake_id uuid not null,
  person_id    uuid not null,
  mark         text not null check (char_length(mark) between 1 and 60),
  unit_id      uuid not null,
  number       text not null check (char_length(number) between 1 and 100),
  result       text not null check (result in
                 ('counted', 'twice', 'closed', 'other-unit', 'outside', 'unknown')),
  entry_id     uuid,
  other_unit_id uuid,
  at           timestamptz not null,
  primary key (tenant_id, stocktake_id, person_id, mark),
  foreign key (tenant_id, stocktake_id, unit_id) references stocktake_sheet (tenant_id, stocktake_id, unit_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, other_unit_id) references unit (tenant_id, id)
);
comment on table stocktake_scan is
  '読み取った番号の1件ずつ。mark は端末が付ける印で、同じ読取りが二度届いても1件になる。記録簿の対象。[append-only]';
create index stocktake_scan_entry on stocktake_scan (tenant_id, stocktake_id, entry_id) where result = 'other-unit';
