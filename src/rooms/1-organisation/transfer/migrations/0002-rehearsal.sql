-- What a rehearsal of a plan found (worked out anew at will, so not under the ledger), and what the day itself did.

create table transfer_rehearsal (
  tenant_id    uuid not null,
  id           uuid not null,
  plan_id      uuid not null,
  revision     integer not null,
  organisation text not null,
  removes      integer not null,
  staff        integer not null,
  problems     integer not null,
  counts       jsonb not null,
  seconds      numeric(8, 1) not null,
  made_at      timestamptz not null,
  made_by      uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id),
  foreign key (tenant_id, made_by) references person (tenant_id, id)
);
comment on table transfer_rehearsal is
  '予行。案 revision を、組織がそのとき organisation の姿だったところへ当てはめた結果。どちらかが変わると古くなる。';
create index transfer_rehearsal_of_plan on transfer_rehearsal (tenant_id, plan_id, made_at desc);

create table transfer_finding (
  tenant_id    uuid not null,
  rehearsal_id uuid not null,
  tab          text not null,
  place        integer not null,
  kind         text not null,
  person_id    uuid,
  unit_id      uuid,
  label        text not null,
  unit         text not null,
  before       text not null,
  after        text not null,
  note         text not null,
  href         text,
  search       text not null,
  primary key (tenant_id, rehearsal_id, tab, place),
  foreign key (tenant_id, rehearsal_id) references transfer_rehearsal (tenant_id, id)
);
comment on table transfer_finding is '予行の結果の一行。人・所属は案が作るものもあるため、参照の制約を置かない。';
create index transfer_finding_kind on transfer_finding (tenant_id, rehearsal_id, tab, kind, place);

create table transfer_effect (
  tenant_id  uuid not null,
  plan_id    uuid not null,
  step       text not null check (step in ('people', 'followers', 'cases', 'leavers', 'permits', 'tasks')),
  subject_id text not null,
  kind       text not null,
  label      text not null,
  what       text not null,
  href       text,
  at         timestamptz not null,
  primary key (tenant_id, plan_id, step, subject_id),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id)
);
comment on table transfer_effect is
  '発令日に行ったこと。一件につき一行で、その行と同じ取引の中で行うため、途中で止まっても二度は行わない。';

create table transfer_return (
  tenant_id uuid not null,
  plan_id   uuid not null,
  person_id uuid not null,
  until     date,
  primary key (tenant_id, plan_id, person_id),
  foreign key (tenant_id, plan_id) references transfer_plan (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table transfer_return is
  '一度退職して発令日に戻る職員。在籍は発令日になってから開く(それより前に開くと、前の日から在籍することになる)。';
