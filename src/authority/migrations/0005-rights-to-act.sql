-- Who made a right to act, and 専決 beside 事務委任. Empty on older rows: a rule of the city.
alter table acting_right add column given_by text check (given_by in ('規程', '決裁', '本人'));
alter table acting_right add column giver_person_id uuid;
alter table acting_right add constraint acting_right_giver
  foreign key (tenant_id, giver_person_id) references person (tenant_id, id);
-- Only the holder of a post gives its right away himself, and then only as 事務委任.
alter table acting_right add constraint acting_right_given_by_holder
  check ((given_by is not distinct from '本人') = (giver_person_id is not null)
         and (giver_person_id is null or (kind = '事務委任' and giver_person_id is distinct from holder_person_id)));
alter table acting_right drop constraint acting_right_kind_check;
alter table acting_right add constraint acting_right_kind_check check (kind in ('職務代理', '事務委任', '専決'));
-- A right called off before it began stays on record as an empty period.
alter table acting_right drop constraint acting_right_check2;
alter table acting_right add constraint acting_right_period check (valid_to is null or valid_to >= valid_from);
comment on table acting_right is
  '職務代理・事務委任・専決。職 post_id の権限を別の人が行う根拠。scope は役割・手続・組織の範囲(null は全部)。';
comment on column acting_right.given_by is '根拠:規程、決裁、または職にある本人(giver_person_id)。本人が与えたものは、本人がその職を離れると終わる。';
