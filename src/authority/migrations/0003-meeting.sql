-- 会議: people who meet (情報化推進会議, CSIRT) and are no part of the line; no office follows from being one.
alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check
  check (kind in ('部', '局', '課', '室', '係', '機関', '委員会', '会議'));
