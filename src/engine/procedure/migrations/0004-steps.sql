-- The way of a case: a row for every seat of a round, from the filing on. The columns step_* of application say where
-- cases filed before this stood; they are read once, when such a case is given its steps, and not written any more.
create table application_step (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  round          int not null check (round >= 1),
  place          int not null check (place >= 1),
  seat           int not null check (seat >= 1),
  key            text not null,
  act            text not null check (act in ('decide', 'pass', 'agree', 'consult', 'opinion', 'receive', 'resolve')),
  word           text not null check (char_length(word) between 1 and 40),
  needs          text not null check (needs in ('all', 'any')),
  office         text not null,
  unit_id        uuid,
  step_key       text not null,
  raised         boolean not null,
  why            text not null,
  state          text not null check (state in ('ahead', 'open', 'done', 'not-needed')),
  opened_at      timestamptz,
  closed_at      timestamptz,
  decision_id    uuid,
  primary key (tenant_id, application_id, round, place, seat),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, decision_id),
  check ((state = 'done') = (decision_id is not null)),
  check ((state in ('done', 'not-needed')) = (closed_at is not null)),
  check (state not in ('open', 'done') or opened_at is not null)
);
create index application_step_open on application_step (tenant_id, step_key, application_id) where state = 'open';
create index application_step_chair on application_step (tenant_id, step_key, application_id);
comment on table application_step is
  '申請の決裁の流れ。段(place)ごとの席(seat)と、だれの番か。申請したときにすべての席を決める。記録簿の対象。';

alter table application alter column step_raised drop not null;
alter table application alter column step_why drop not null;
alter table application drop constraint application_check;
drop index application_waiting;
comment on column application.step_key is '段を application_step に持つ前の申請だけに残る。新しい申請では空。';

alter table decision add column place int;
alter table decision add column seat int;
alter table decision drop constraint decision_act_check;
alter table decision add constraint decision_act_check check (
  act in ('grant', 'refuse', 'send-back', 'pass', 'agree', 'disagree', 'answer', 'receive'));
alter table decision drop constraint decision_check;
alter table decision add constraint decision_reason check (
  act not in ('refuse', 'send-back', 'disagree', 'answer') or coalesce(char_length(reason), 0) > 0);
alter table decision drop constraint decision_tenant_id_application_id_round_key;
alter table decision add constraint decision_once
  unique nulls not distinct (tenant_id, application_id, round, place, seat);
comment on column decision.place is '決裁の流れの段。段を持つ前の決裁では空。';

create table procedure_role (
  tenant_id uuid not null references tenant,
  procedure text not null,
  role      text not null,
  office    text not null,
  primary key (tenant_id, procedure, role)
);
comment on table procedure_role is
  '条文が名を挙げるが、どこにも定めていない役割を、どの役割が担うか。procedure が * なら、すべての手続。記録簿の対象。';
