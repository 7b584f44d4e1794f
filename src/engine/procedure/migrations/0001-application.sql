create table application (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  procedure      text not null,
  number         text,
  number_unit_id uuid,
  fiscal_year    int,
  running        int,
  body_id        uuid not null,
  unit_id        uuid not null,
  applicant_id   uuid not null,
  edition_id     uuid not null,
  state          text not null check (state in ('draft', 'waiting', 'sent-back', 'pulled-back', 'withdrawn',
                                                'refused', 'granted', 'in-use', 'done', 'lapsed')),
  round          int not null check (round >= 0),
  form           jsonb not null,
  facts          jsonb not null,
  content_hash   text not null,
  title          text not null check (char_length(title) between 1 and 300),
  step_key       text,
  step_office    text,
  step_unit_id   uuid,
  step_raised    boolean not null,
  step_why       text not null,
  filed_at       timestamptz,
  decided_at     timestamptz,
  started_at     timestamptz,
  finished_at    timestamptz,
  period_from    date,
  period_to      date,
  valid_until    date,
  reminders      int not null,
  version        int not null,
  created_at     timestamptz not null,
  primary key (tenant_id, application_id),
  unique (tenant_id, application_id, applicant_id),
  unique (tenant_id, number_unit_id, fiscal_year, running),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, number_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, applicant_id) references person (tenant_id, id),
  foreign key (tenant_id, step_unit_id) references unit (tenant_id, id),
  check (state <> 'waiting' or step_key is not null)
);
create index application_waiting on application (tenant_id, step_key, filed_at) where state = 'waiting';
create index application_applicant on application (tenant_id, applicant_id, created_at desc);
create index application_unit on application (tenant_id, unit_id, created_at desc);
create index application_overdue on application (tenant_id, period_to, unit_id) where state = 'in-use';
create index application_granted on application (tenant_id, valid_until) where state = 'granted';
create index application_recent on application (tenant_id, created_at desc);
comment on table application is '申請。手続ごとの様式に書かれた内容と、いまの状態。記録簿の対象。';

create table application_counter (
  tenant_id   uuid not null references tenant,
  unit_id     uuid not null,
  fiscal_year int not null,
  running     int not null,
  primary key (tenant_id, unit_id, fiscal_year)
);
comment on table application_counter is '課と年度ごとの連番。';

create table application_item (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  entry_id       uuid not null,
  place          int not null,
  book_entry_id  uuid,
  primary key (tenant_id, application_id, entry_id),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id)
);
create index application_item_entry on application_item (tenant_id, entry_id);
comment on table application_item is '申請の対象になった台帳の行。記録簿の対象。';

create table decision (
  tenant_id          uuid not null references tenant,
  decision_id        uuid not null,
  application_id     uuid not null,
  applicant_id       uuid not null,
  round              int not null,
  act                text not null check (act in ('grant', 'refuse', 'send-back')),
  content_hash       text not null,
  decider_id         uuid not null,
  capacity           text not null check (capacity in ('本人', '専決', '代決', '職務代理', '事務委任', '会議議決')),
  right_of_person_id uuid,
  right_of_post_id   uuid,
  office             text not null,
  unit_id            uuid,
  because            text not null,
  reason             text,
  exception_reason   text check (char_length(exception_reason) between 5 and 1000),
  decided_at         timestamptz not null,
  primary key (tenant_id, decision_id),
  unique (tenant_id, application_id, round),
  foreign key (tenant_id, application_id, applicant_id)
    references application (tenant_id, application_id, applicant_id),
  foreign key (tenant_id, decider_id) references person (tenant_id, id),
  foreign key (tenant_id, right_of_person_id) references person (tenant_id, id),
  constraint decision_separation check (
    (decider_id <> applicant_id and right_of_person_id is distinct from applicant_id)
    or exception_reason is not null),
  check (act = 'grant' or char_length(reason) > 0)
);
create index decision_decider on decision (tenant_id, decider_id, decided_at desc);
comment on table decision is '[append-only] 決裁。だれが、どの資格で、どの内容を決めたか。消すことも書き換えることもできない。記録簿の対象。';

create table after_reading (
  tenant_id      uuid not null references tenant,
  decision_id    uuid not null,
  application_id uuid not null,
  holder_id      uuid not null,
  requested_at   timestamptz not null,
  read_at        timestamptz,
  primary key (tenant_id, decision_id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, decision_id),
  foreign key (tenant_id, holder_id) references person (tenant_id, id)
);
create index after_reading_pending on after_reading (tenant_id, holder_id) where read_at is null;
comment on table after_reading is '後閲。代決のあとで、不在だった人が読んだこと。記録簿の対象。';

create table application_event (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  place          int not null,
  act            text not null,
  actor_id       uuid,
  capacity       text,
  note           text,
  form           jsonb,
  content_hash   text,
  at             timestamptz not null,
  primary key (tenant_id, application_id, place),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id)
);
comment on table application_event is '[append-only] 申請の経過。記録簿の対象。';

create table procedure_parameter (
  tenant_id uuid not null references tenant,
  procedure text not null,
  key       text not null,
  value     int not null,
  primary key (tenant_id, procedure, key)
);
comment on table procedure_parameter is '定める値。条文が数を書かずに市に任せたもの。記録簿の対象。';
