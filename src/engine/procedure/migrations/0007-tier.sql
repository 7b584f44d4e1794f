create table procedure_tier (
  tenant_id uuid not null references tenant,
  procedure text not null,
  place     int not null check (place >= 1),
  at_most   jsonb not null check (jsonb_typeof(at_most) = 'object'),
  office    text not null,
  primary key (tenant_id, procedure, place)
);
comment on table procedure_tier is
  '専決区分。条件(at_most)に当てはまる申請を、どの役割が決めるか。当てはまる最初の区分による。記録簿の対象。';
