-- How much of each sign was found in which unit, by month, quarter and year: lists read these and not every finding.
create table sign_unit_count (
  tenant_id  uuid not null references tenant (tenant_id),
  span       text not null check (span in ('month', 'quarter', 'year')),
  starts_on  date not null,
  sign       text not null,
  unit_id    uuid not null,
  -- Happenings are found by month; their quarters and years are sums. Habits are found in the quarter or year itself.
  summed     boolean not null,
  found      int not null check (found >= 1),
  primary key (tenant_id, span, starts_on, sign, unit_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  check (not summed or span <> 'month')
);
comment on table sign_unit_count is '兆候の、期間と部・課ごとの件数。見つかった兆候から作り直せる写し';

insert into sign_unit_count (tenant_id, span, starts_on, sign, unit_id, summed, found)
select tenant_id, span, starts_on, sign, unit_id, false, count(*)::int
  from sign_finding group by tenant_id, span, starts_on, sign, unit_id;

-- A fiscal year begins in April, and its quarters with it.
insert into sign_unit_count (tenant_id, span, starts_on, sign, unit_id, summed, found)
select m.tenant_id, p.span, p.starts_on, m.sign, m.unit_id, true, sum(m.found)::int
  from sign_unit_count m
 cross join lateral (values
   ('quarter', date_trunc('quarter', m.starts_on)::date),
   ('year', (date_trunc('year', m.starts_on - interval '3 months') + interval '3 months')::date)
 ) as p (span, starts_on)
 where m.span = 'month'
 group by m.tenant_id, p.span, p.starts_on, m.sign, m.unit_id;
