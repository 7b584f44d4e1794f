-- Security offices are not typed in: they follow from posts by the city's rules, as of a date.

create table office_rule (
  tenant_id  uuid not null references tenant (tenant_id),
  id         uuid not null,
  office     text not null check (office in
    ('ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'sec-leader', 'council', 'audit-head', 'policy-office', 'auditor')),
  word       text not null check (char_length(word) between 1 and 60),
  scope      text not null check (scope in ('unit', 'city')),
  rule       jsonb not null check (rule ->> 'by' in ('rank', 'post', 'members', 'policy-office', 'person')),
  eid        text,
  sort       integer not null default 0,
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table office_rule is '役割の決め方。どの職・組織・人がその役割を担うか。eid は根拠条文。';

create table deputy_order (
  tenant_id      uuid not null,
  id             uuid not null,
  post_id        uuid not null,
  place          integer not null check (place between 1 and 20),
  deputy_post_id uuid not null,
  basis          text not null,
  eid            text,
  valid_from     date not null,
  valid_to       date,
  primary key (tenant_id, id),
  unique (tenant_id, post_id, place, valid_from),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  foreign key (tenant_id, deputy_post_id) references post (tenant_id, id),
  check (deputy_post_id <> post_id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table deputy_order is '代決の順序。職 post_id の人が不在の間、第 place 順位の職の人が代決する。';
create index deputy_order_deputy on deputy_order (tenant_id, deputy_post_id);

create table absence (
  tenant_id  uuid not null,
  id         uuid not null,
  person_id  uuid not null,
  reason     text not null check (char_length(reason) between 1 and 200),
  valid_from date not null,
  valid_to   date,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  -- an absence called off before it began stays on record as an empty period
  check (valid_to is null or valid_to >= valid_from)
);
comment on table absence is '不在(出張、休暇、休職など)。valid_to は戻る日。欠員は不在ではない。';
create index absence_person on absence (tenant_id, person_id, valid_from);

create table acting_right (
  tenant_id        uuid not null,
  id               uuid not null,
  kind             text not null check (kind in ('職務代理', '事務委任')),
  post_id          uuid not null,
  holder_post_id   uuid,
  holder_person_id uuid,
  applies_when     text not null check (applies_when in ('常時', '不在', '欠員', '不在・欠員')),
  scope            jsonb not null default '{"offices": null, "matters": null}',
  basis            text not null check (char_length(basis) between 1 and 300),
  eid              text,
  valid_from       date not null,
  valid_to         date,
  primary key (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  foreign key (tenant_id, holder_post_id) references post (tenant_id, id),
  foreign key (tenant_id, holder_person_id) references person (tenant_id, id),
  check (num_nonnulls(holder_post_id, holder_person_id) = 1),
  check (holder_post_id <> post_id),
  check (jsonb_typeof(scope) = 'object'),
  check (valid_to is null or valid_to > valid_from)
);
comment on table acting_right is
  '職務代理と事務委任。職 post_id の権限を別の人が行う根拠。scope は役割と手続の範囲(null は全部)。';
create index acting_right_post on acting_right (tenant_id, post_id);
create index acting_right_holder_post on acting_right (tenant_id, holder_post_id);
create index acting_right_holder_person on acting_right (tenant_id, holder_person_id);
