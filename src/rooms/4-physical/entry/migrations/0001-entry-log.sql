-- 入退室管理簿. A table of its own: half a million lines a year need neither versions nor search pairs per line. Nothing
-- is changed or taken away: a mistake is put right by a second line that names the first.
create table entry_line (
  tenant_id   uuid not null references tenant (tenant_id),
  line_id     uuid not null,
  area_id     uuid not null,
  unit_id     uuid not null,
  day         date not null,
  at          timestamptz not null,
  direction   text not null check (direction in ('in', 'out')),
  -- Who: the key under which his lines are paired, and what is known of him.
  who         text not null check (who <> ''),
  kind        text not null check (kind in ('staff', 'vendor', 'visitor', 'unknown')),
  person_id   uuid,
  name        text not null check (name <> ''),
  company     text,
  card        text,
  badge       text,
  escort_id   uuid,
  purpose     text,
  items       text,
  search      text not null,
  origin      text not null check (origin in ('typed', 'reader')),
  corrects    uuid,
  struck      boolean not null,
  why         text,
  entered_at  timestamptz not null,
  entered_by  text not null,
  primary key (tenant_id, line_id),
  foreign key (tenant_id, area_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, escort_id) references person (tenant_id, id),
  foreign key (tenant_id, corrects) references entry_line (tenant_id, line_id),
  check (corrects is not null or not struck),
  check (corrects is null or why is not null)
);
comment on table entry_line is '入退室管理簿。書いた行は変えず、訂正は次の行で行う [append-only]';
create index entry_line_by_area on entry_line (tenant_id, area_id, day desc, at desc, line_id);
create index entry_line_by_day on entry_line (tenant_id, day desc, at desc, line_id);
create index entry_line_by_who on entry_line (tenant_id, area_id, who, at);
-- A line is corrected once: the correction itself may be corrected again.
create unique index entry_line_corrected on entry_line (tenant_id, corrects) where corrects is not null;

create table entry_reader (
  tenant_id  uuid not null references tenant (tenant_id),
  area_id    uuid not null,
  columns    jsonb not null,
  primary key (tenant_id, area_id),
  foreign key (tenant_id, area_id) references register_entry (tenant_id, entry_id)
);
comment on table entry_reader is 'カードリーダーの書出しの列の読み方(管理区域ごと)';
