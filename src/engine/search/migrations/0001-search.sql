-- One search over everything: pairs of characters of a case's title and number, and lines of all registers at once.

create function search_pairs(p_text text) returns text[]
language sql immutable strict parallel safe set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct substr(p_text, i, 2)), '{}')
    from generate_series(1, greatest(char_length(p_text) - 1, 0)) as i
$$;
comment on function search_pairs is '文字の2つ組。検索の索引に使う';

create index application_search on application
  using gin (search_pairs(lower(title || ' ' || coalesce(number, ''))));

-- Row-level security forbids the planner to use a GIN index for the application's role (see register_hits). These
-- functions run as the owner, name the tenant themselves, take what the asker may see, and answer with ids only.
create function case_hits(
  p_pairs text[], p_patterns text[], p_all boolean, p_units uuid[], p_person uuid, p_limit integer
) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  v_tenant constant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  return query execute
    'select a.application_id
       from public.application a
      where a.tenant_id = $1
        and public.search_pairs(lower(a.title || '' '' || coalesce(a.number, ''''))) @> $2
        and lower(a.title || '' '' || coalesce(a.number, '''')) like all ($3)
        and (a.state <> ''draft'' or a.applicant_id = $6)
        and ($4 or a.unit_id = any ($5) or a.applicant_id = $6)
      limit $7'
    using v_tenant, p_pairs, p_patterns, p_all, p_units, p_person, p_limit;
end
$$;
comment on function case_hits is '検索語を題名か番号に含む申請の番号(自団体の、見てよいものだけ)。数の上限まで';

create function line_hits(
  p_wide text[], p_own text[], p_units uuid[], p_grams text[], p_patterns text[], p_limit integer
) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  v_tenant constant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  return query execute
    'select e.entry_id
       from public.register_entry e
      where e.tenant_id = $1
        and e.state = ''current''
        and (e.register = any ($2) or (e.register = any ($3) and e.unit_id = any ($4)))
        and e.grams @> $5
        and e.search like all ($6)
      limit $7'
    using v_tenant, p_wide, p_own, p_units, p_grams, p_patterns, p_limit;
end
$$;
comment on function line_hits is '検索語を含む、すべての台帳の行の番号(自団体の、見てよいものだけ)。数の上限まで';
