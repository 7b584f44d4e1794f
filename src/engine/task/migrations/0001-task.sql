-- やること: one thing somebody owes, with a due date and whoever confirmed that it was done.

create table task (
  tenant_id   uuid not null references tenant (tenant_id),
  id          uuid not null,
  kind        text not null check (char_length(kind) between 1 and 60),
  title       text not null check (char_length(title) between 1 and 200),
  detail      text not null default '' check (char_length(detail) <= 2000),
  person_id   uuid,
  office      text,
  unit_id     uuid,
  about_id    uuid,
  subject_kind text not null,
  subject_id  text not null,
  href        text,
  mechanism   text,
  slot        text,
  due_on      date,
  state       text not null check (state in ('open', 'done', 'dropped')),
  once_key    text,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  closed_by   uuid,
  outcome     text check (outcome is null or char_length(outcome) between 1 and 500),
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, about_id) references person (tenant_id, id),
  foreign key (tenant_id, closed_by) references person (tenant_id, id),
  check (num_nonnulls(person_id, office) = 1),
  check ((state = 'open') = (closed_at is null))
);
comment on table task is
  'やること。person_id 本人か、unit_id の役割 office を担う人が行う。about_id は、その仕事が誰についてのものか。';
comment on column task.once_key is '同じ事柄で二度開かないための鍵。';
create unique index task_once on task (tenant_id, once_key) where once_key is not null;
create index task_of_person on task (tenant_id, person_id, due_on) where state = 'open';
create index task_of_office on task (tenant_id, office, unit_id, due_on) where state = 'open';
create index task_of_subject on task (tenant_id, subject_kind, subject_id);
create index task_about on task (tenant_id, about_id) where state = 'open';
