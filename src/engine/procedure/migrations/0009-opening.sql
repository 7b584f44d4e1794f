-- When a decider opened what he decided: once for each person, case and round.
create table application_opening (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  round          int not null check (round >= 1),
  person_id      uuid not null,
  opened_at      timestamptz not null,
  primary key (tenant_id, application_id, round, person_id),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index application_opening_person on application_opening (tenant_id, person_id, opened_at desc);
comment on table application_opening is
  '[append-only] 決裁する人が、決める前に申請を初めて開いたとき。人と回ごとに1件。記録簿の対象。';

-- Decisions made together bear the same bundle.
alter table decision add column bundle_id uuid;
create index decision_bundle on decision (tenant_id, bundle_id) where bundle_id is not null;
comment on column decision.bundle_id is 'まとめて決裁したとき、その束。1件ずつ決めた決裁では空。';
