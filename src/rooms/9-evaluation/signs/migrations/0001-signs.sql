-- 兆候: what an auditor looks for in decisions and cases. The facts lie in the tables of the engines; what was found in
-- them can be found again at any time and needs no proof of its own. That they were looked through, and what came out,
-- is recorded.

create table sign_part (
  tenant_id    uuid not null references tenant (tenant_id),
  span         text not null check (span in ('month', 'quarter', 'year')),
  starts_on    date not null,
  computed_at  timestamptz not null,
  -- The city's values it was computed with: with others it is computed again.
  parameters   jsonb not null check (jsonb_typeof(parameters) = 'object'),
  -- Of each sign: how many were looked at, how many could not be judged, how many were found.
  counts       jsonb not null check (jsonb_typeof(counts) = 'object'),
  primary key (tenant_id, span, starts_on)
);
comment on table sign_part is '兆候を調べた期間(月・四半期・年度)ごとの結果の数。記録簿の対象。';

create table sign_finding (
  tenant_id     uuid not null,
  span          text not null,
  starts_on     date not null,
  sign          text not null check (sign ~ '^[a-z][a-z0-9-]{0,59}$'),
  place         int not null check (place >= 1),
  at            timestamptz not null,
  unit_id       uuid not null,
  person_id     uuid,
  other_id      uuid,
  subject_kind  text not null,
  subject_id    text not null,
  label         text not null,
  sentence      text not null check (sentence <> ''),
  cases         jsonb not null check (jsonb_typeof(cases) = 'array'),
  case_count    int not null check (case_count >= 0),
  primary key (tenant_id, sign, span, starts_on, place),
  foreign key (tenant_id, span, starts_on) references sign_part (tenant_id, span, starts_on),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
comment on table sign_finding is '見つかった兆候。事実から何度でも作り直せる写し';
create index sign_finding_units on sign_finding (tenant_id, span, starts_on, sign, unit_id);

-- 断られた操作: the act itself was taken back, that it was tried is kept.
create table refused_attempt (
  tenant_id       uuid not null references tenant (tenant_id),
  attempt_id      uuid not null,
  day             date not null,
  person_id       uuid not null,
  operation       text not null,
  act             text not null,
  application_id  uuid not null,
  kind            text not null check (kind in ('own', 'after-lapse', 'no-right')),
  message         text not null check (message <> ''),
  times           int not null check (times between 1 and 100),
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  primary key (tenant_id, attempt_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id)
);
comment on table refused_attempt is '断られた決裁などの操作。だれが、どの申請に、何をしようとして断られたか。記録簿の対象。';
create index refused_attempt_day on refused_attempt (tenant_id, day);
create index refused_attempt_person on refused_attempt (tenant_id, person_id, day);

-- The facts are looked through by the time they came about.
create index decision_decided on decision (tenant_id, decided_at);
create index application_filed on application (tenant_id, filed_at) where filed_at is not null;
create index entry_line_entered on entry_line (tenant_id, entered_at) where origin = 'typed';
