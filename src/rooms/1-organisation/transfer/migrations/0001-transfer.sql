-- 人事異動・組織改正の案. Confirmed, its changes stand in the organisation as dated rows; undone before its day,
-- the rows are again what they were.

create table transfer_plan (
  tenant_id    uuid not null references tenant (tenant_id),
  id           uuid not null,
  title        text not null check (char_length(title) between 1 and 100),
  effective_on date not null,
  state        text not null check (state in ('draft', 'confirmed', 'effective', 'undone')),
  source       text not null default '' check (char_length(source) <= 300),
  revision     integer not null default 0,
  created_at   timestamptz not null,
  created_by   uuid,
  confirmed_at timestamptz,
  confirmed_by uuid,
  effective_at timestamptz,
  undone_at    timestamptz,
  undone_by    uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references person (tenant_id, id),
  foreign key (tenant_id, confirmed_by) references person (tenant_id, id),
  foreign key (tenant_id, undone_by) references person (tenant_id, id),
  check (state = 'draft' or confirmed_at is not null),
  check ((state = 'undone') = (undone_at is not null)),
  check ((state = 'effective') = (effective_at is not null))
);
comment on table transfer_plan is
  '人事異動・組織改正の案。effective_on の0時から効力を持つ。source は取り込み元(ファイル名など)。';
comment on column transfer_plan.revision is '案の中身が変わるたびに増える数。予行がどの中身についてのものかを見分ける。';
create index transfer_plan_of_day on transfer_plan (tenant_id, effective_on);

create table transfer_change (
  tenant_id uuid not null,
  id        uuid not null,
  plan_id   uuid not null,
  place     integer not null,
  line      integer,
  kind      text not null check (kind in (
    'hire', 'move', 'promote', 'retire', 'extend', 'rename', 'leave', 'return', 'add-post', 'end-post',
    'create-unit', 'abolish-unit', 'rename-unit', 'move-unit', 'merge-units', 'split-unit')),
  person_id uuid,
  label     text not null check (char_length(label) between 1 and 300),
  change    jsonb not null,
  taken     boolean not null,
  problem   text check (char_length(problem) between 1 and 500),
  search    text not null,
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, place),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table transfer_change is
  '案の一件。line は取り込み元の行、taken は発令に含めるか、problem は含められない理由。';
create index transfer_change_kind on transfer_change (tenant_id, plan_id, kind, place);
create index transfer_change_person on transfer_change (tenant_id, person_id) where person_id is not null;

create table transfer_write (
  tenant_id  uuid not null,
  plan_id    uuid not null,
  place      integer not null,
  table_name text not null,
  writes     jsonb not null check (jsonb_typeof(writes) = 'array'),
  primary key (tenant_id, plan_id, place),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id)
);
comment on table transfer_write is
  '確定が書いた行。writes の各要素は key(鍵)、before(前の姿。なかった行は null)、after(書いた姿)。取り消すと before に戻す。';
