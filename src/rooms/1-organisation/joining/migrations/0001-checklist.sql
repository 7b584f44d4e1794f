-- 入庁・異動・退職の手続: one checklist per person and event; it closes only when every item is settled.

create table checklist (
  tenant_id       uuid not null references tenant (tenant_id),
  checklist_id    uuid not null,
  person_id       uuid not null,
  event           text not null check (event in ('join', 'move', 'leave')),
  effective_on    date not null,
  due_on          date not null,
  unit_id         uuid,
  post_title      text not null default '',
  appointment     text not null default '',
  event_key       text not null check (char_length(event_key) between 1 and 200),
  origin          text not null check (origin in ('hand', 'transfer')),
  state           text not null check (state in ('open', 'closed', 'dropped')),
  opened_at       timestamptz not null,
  opened_by       uuid,
  closed_at       timestamptz,
  closed_by       uuid,
  closed_capacity text,
  closed_right_of uuid,
  outcome         text check (char_length(outcome) between 1 and 500),
  primary key (tenant_id, checklist_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, opened_by) references person (tenant_id, id),
  foreign key (tenant_id, closed_by) references person (tenant_id, id),
  foreign key (tenant_id, closed_right_of) references person (tenant_id, id),
  check ((state = 'open') = (closed_at is null)),
  -- nobody closes his own
  check (closed_by is null or closed_by <> person_id)
);
comment on table checklist is
  '入庁・異動・退職の手続。unit_id は確認する所属(採用は入る所属、異動と退職は離れる所属)。記録簿の対象。';
comment on column checklist.effective_on is '新しい状態になる日。退職では、在職しなくなる最初の日。';
comment on column checklist.event_key is '同じ出来事で二度開かないための鍵。';
create unique index checklist_once on checklist (tenant_id, event_key) where state <> 'dropped';
create index checklist_open on checklist (tenant_id, due_on, checklist_id) where state = 'open';
create index checklist_unit on checklist (tenant_id, unit_id, due_on) where state = 'open';
create index checklist_person on checklist (tenant_id, person_id);

create table checklist_item (
  tenant_id    uuid not null,
  checklist_id uuid not null,
  item         text not null check (char_length(item) between 1 and 40),
  place        integer not null check (place >= 1),
  state        text not null check (state in ('open', 'done', 'not-needed')),
  note         text check (char_length(note) between 1 and 500),
  settled_at   timestamptz,
  settled_by   uuid,
  capacity     text,
  right_of     uuid,
  primary key (tenant_id, checklist_id, item),
  foreign key (tenant_id, checklist_id) references checklist (tenant_id, checklist_id),
  foreign key (tenant_id, settled_by) references person (tenant_id, id),
  foreign key (tenant_id, right_of) references person (tenant_id, id),
  check ((state = 'open') = (settled_at is null))
);
comment on table checklist_item is '手続の項目。誰がどの資格で確認したか。記録簿の対象。';
