-- Searching five years of the log. The same people come again and again: what can be searched for is kept once per
-- text, with its characters and pairs of characters, and leads to the lines that say it. Written by the database itself
-- from the lines, so that it can never say anything else.
create table entry_text (
  tenant_id  uuid not null references tenant (tenant_id),
  text_key   uuid not null,
  search     text not null,
  grams      text[] not null,
  primary key (tenant_id, text_key)
);
comment on table entry_text is '入退室管理簿の検索のための写し。氏名・会社・カード・用件の組ごとに1行で、行から作る';
create index entry_text_grams on entry_text using gin (grams);

alter table entry_line add column text_key uuid not null generated always as (md5(search)::uuid) stored;
create index entry_line_by_text on entry_line (tenant_id, text_key, day desc, at desc);

create function entry_grams(p_text text) returns text[]
language sql immutable set search_path = pg_catalog, public
as $$
  select coalesce(array_agg(distinct part), '{}')
    from generate_series(1, length(p_text)) as at,
         lateral (values (substr(p_text, at, 1)), (substr(p_text, at, 2))) as each (part)
$$;

create function entry_text_of_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.entry_text (tenant_id, text_key, search, grams)
  select made.tenant_id, made.text_key, made.search, public.entry_grams(made.search)
    from (select distinct tenant_id, text_key, search from fresh) as made
   where not exists (select from public.entry_text t
                      where t.tenant_id = made.tenant_id and t.text_key = made.text_key)
  on conflict do nothing;
  return null;
end
$$;
create trigger entry_text_of_lines after insert on entry_line
  referencing new table as fresh for each statement execute function entry_text_of_lines();

insert into entry_text (tenant_id, text_key, search, grams)
select tenant_id, text_key, search, entry_grams(search)
  from (select distinct tenant_id, text_key, search from entry_line) as made;

-- As with the registers, row-level security forbids the planner the index of pairs: this runs as the owner, names the
-- tenant itself and answers with ids only.
create function entry_hits(
  p_areas uuid[], p_from date, p_to date, p_kind text, p_grams text[], p_patterns text[], p_limit integer
) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  v_tenant constant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  return query execute
    'select l.line_id
       from public.entry_text t
       join public.entry_line l on l.tenant_id = t.tenant_id and l.text_key = t.text_key
      where t.tenant_id = $1
        and t.grams @> $6
        and t.search like all ($7)
        and l.area_id = any ($2)
        and ($3 is null or l.day >= $3)
        and ($4 is null or l.day <= $4)
        and ($5 is null or l.kind = $5)
      limit $8'
    using v_tenant, p_areas, p_from, p_to, p_kind, p_grams, p_patterns, p_limit;
end
$$;
comment on function entry_hits is '検索語を含む入退室の行の番号(自団体だけ)。数の上限まで';

-- With the last line that says it, a text goes too: it names people.
create function entry_text_without_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.entry_text t
   using (select distinct tenant_id, text_key from gone) as left_over
   where t.tenant_id = left_over.tenant_id and t.text_key = left_over.text_key
     and not exists (select from public.entry_line l
                      where l.tenant_id = t.tenant_id and l.text_key = t.text_key);
  return null;
end
$$;
create trigger entry_text_without_lines after delete on entry_line
  referencing old table as gone for each statement execute function entry_text_without_lines();
