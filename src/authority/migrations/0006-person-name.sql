-- Names somebody bore, or will bear from a day on. `person` holds the name known now; cases and the ledger keep what
-- they said.

create table person_name (
  tenant_id   uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  state       text not null check (state in ('former', 'planned')),
  family      text not null check (char_length(family) between 1 and 60),
  given       text not null default '',
  family_kana text not null default '',
  given_kana  text not null default '',
  search      text not null,
  valid_from  date not null,
  valid_to    date,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  -- former: borne until a day; planned: borne from a day on, without an end
  check ((state = 'former') = (valid_to is not null)),
  check (valid_to is null or valid_to > valid_from)
);
comment on table person_name is '職員の前の氏名(former。旧姓で探すため)と、これから変わる氏名(planned。valid_from から)。';
create index person_name_person on person_name (tenant_id, person_id, valid_from);
create unique index person_name_planned on person_name (tenant_id, person_id, valid_from) where state = 'planned';
