-- What the rules need to know of the organisation on a date, read in one call with plans that are kept: the look-up of
-- who may decide happens in nearly every act, and planning these statements anew takes longer than running them.
-- Row-level security binds the functions as it binds the tables: they run as whoever calls them.

-- Given candidate posts: their units upwards, their holders, who of those is away.
create function authority_frame_around(posts uuid[], unit_ids uuid[], people uuid[], day date)
  returns jsonb language plpgsql stable
  set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive
    post_here as materialized (
      select p.id, p.unit_id, p.title, p.rank from post p
        left join unit_at u on u.id = p.unit_id and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
       where p.id = any(posts) and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
         and (p.unit_id is null or u.id is not null)),
    up as (
      select u.id, u.parent_id, u.name, u.kind, u.policy_office from unit_at u
       where u.id = any(array(select x.unit_id from post_here x) || unit_ids)
         and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
      union
      select u.id, u.parent_id, u.name, u.kind, u.policy_office
        from up join lateral (
          select v.* from unit_at v
           where v.id = up.parent_id and v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
          offset 0) u on true),
    held as materialized (
      select a.person_id, a.post_id, a.kind, a.valid_from from appointment a
        join person n on n.id = a.person_id and n.valid_from <= day and (n.valid_to is null or n.valid_to > day)
       where a.post_id = any(array(select x.id from post_here x))
         and a.valid_from <= day and (a.valid_to is null or a.valid_to > day))
    select jsonb_build_object(
      'units', coalesce((select jsonb_agg(jsonb_build_object('id', up.id, 'parentId', up.parent_id, 'name', up.name,
        'kind', up.kind, 'policyOffice', up.policy_office)) from up), '[]'),
      'posts', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'unitId', x.unit_id, 'title', x.title,
        'rank', x.rank)) from post_here x), '[]'),
      'holdings', coalesce((select jsonb_agg(jsonb_build_object('personId', h.person_id, 'postId', h.post_id,
        'kind', h.kind, 'since', h.valid_from)) from held h), '[]'),
      'absences', coalesce((select jsonb_agg(jsonb_build_object('personId', b.person_id, 'until', b.valid_to,
        'reason', b.reason)) from absence b
        where b.person_id = any(array(select h.person_id from held h) || people)
          and b.valid_from <= day and (b.valid_to is null or b.valid_to > day)), '[]')));
end $$;

-- Everything that bears on what one person may act as.
create function authority_frame_of_person(person_id uuid, day date, single_offices text[])
  returns jsonb language plpgsql stable
  set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
  found jsonb;
  around uuid[];
  named uuid[];
begin
  with rules as materialized (
      select r.office, r.word, r.scope, r.rule, r.eid, r.sort, r.id, r.rule ->> 'by' as by,
             (select p.id from person p where p.id = (r.rule ->> 'personId')::uuid
                and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)) as serving
        from office_rule r
       where r.valid_from <= day and (r.valid_to is null or r.valid_to > day)),
    me as materialized (
      select n.id from person n where n.id = authority_frame_of_person.person_id
         and n.valid_from <= day and (n.valid_to is null or n.valid_to > day)),
    mine as materialized (
      select a.post_id as id from appointment a join me on me.id = a.person_id
       where a.valid_from <= day and (a.valid_to is null or a.valid_to > day)),
    stand_in as materialized (
      select d.post_id from deputy_order d
       where d.deputy_post_id = any(array(select id from mine))
         and d.valid_from <= day and (d.valid_to is null or d.valid_to > day)),
    lines as materialized (
      select d.* from deputy_order d
       where d.post_id = any(array(select post_id from stand_in))
         and d.valid_from <= day and (d.valid_to is null or d.valid_to > day)),
    lent as materialized (
      select a.* from acting_right a
       where (a.holder_post_id = any(array(select id from mine)) or a.holder_person_id = any(array(select id from me)))
         and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)),
    all_posts as (
      select id from mine union all select post_id from lines union all select deputy_post_id from lines
      union all select post_id from lent
      -- who else holds a single office
      union all select (rule ->> 'postId')::uuid from rules where by = 'post' and office = any(single_offices))
    select jsonb_build_object(
        'rules', coalesce((select jsonb_agg(jsonb_build_object('office', office, 'word', word, 'scope', scope,
          'rule', rule, 'eid', eid) order by sort, id) from rules), '[]'),
        'serving', coalesce((select jsonb_agg(serving) from rules where serving is not null), '[]'),
        'deputies', coalesce((select jsonb_agg(jsonb_build_object('postId', d.post_id, 'place', d.place,
          'deputyPostId', d.deputy_post_id, 'basis', d.basis, 'eid', d.eid)) from lines d), '[]'),
        'acting', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'giverPersonId', a.giver_person_id,
          'kind', a.kind, 'postId', a.post_id, 'holderPostId', a.holder_post_id,
          'holderPersonId', a.holder_person_id, 'when', a.applies_when, 'scope', a.scope, 'basis', a.basis,
          'eid', a.eid)) from lent a), '[]')),
      array(select distinct id from all_posts),
      array(select serving from rules where serving is not null
            union select holder_person_id from lent where holder_person_id is not null)
    into found, around, named;
  return found || authority_frame_around(around, array[]::uuid[], named, day);
end $$;

-- Everything that bears on who decides for these units. `given` are rules to be taken for the city's; null = its own.
create function authority_frame_of_units(unit_ids uuid[], day date, assemblies text[], given jsonb)
  returns jsonb language plpgsql stable
  set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
  found jsonb;
  around uuid[];
  named uuid[];
begin
  with recursive
    known as (
      select r.office, r.word, r.scope, r.rule, r.eid, r.sort, r.id
        from office_rule r
       where given is null and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
      union all
      select r.office, r.word, r.scope, r.rule, r.eid, r.sort, null::uuid
        from jsonb_to_recordset(coalesce(given, '[]'))
          as r (office text, word text, scope text, rule jsonb, eid text, sort int)),
    rules as materialized (
      select r.*, r.rule ->> 'by' as by,
             (select p.id from person p where p.id = (r.rule ->> 'personId')::uuid
                and p.valid_from <= day and (p.valid_to is null or p.valid_to > day)) as serving
        from known r),
    up as (
      select u.id, u.parent_id from unit_at u
       where u.id = any(unit_ids) and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
      union
      select u.id, u.parent_id from up join lateral (
        select v.id, v.parent_id from unit_at v
         where v.id = up.parent_id and v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
        offset 0) u on true),
    assembly as materialized (select * from rules where office = any(assemblies)),
    down as (
      (select (rule ->> 'unitId')::uuid as id from assembly where by = 'members'
       union
       select u.id from unit_at u
        where u.policy_office and u.valid_from <= day and (u.valid_to is null or u.valid_to > day)
          and exists (select 1 from assembly where by = 'policy-office'))
      union
      select u.id from down join lateral (
        select v.id from unit_at v
         where v.parent_id = down.id and v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
        offset 0) u on true),
    carrying as materialized (
      select p.id from post p
       where p.unit_id = any(array(select id from up))
         and p.rank = any(array(select rule ->> 'rank' from rules where by = 'rank'))
      union
      select p.id from post p where p.unit_id = any(array(select id from down))
      union
      select (rule ->> 'postId')::uuid from rules where by = 'post'),
    lines as materialized (
      select d.* from deputy_order d where d.post_id = any(array(select id from carrying))
         and d.valid_from <= day and (d.valid_to is null or d.valid_to > day)),
    lent as materialized (
      select a.* from acting_right a
        left join person n on n.id = a.holder_person_id
       where a.post_id = any(array(select id from carrying))
         and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
         and (a.holder_person_id is null or n.valid_from <= day and (n.valid_to is null or n.valid_to > day))),
    all_posts as (
      select id from carrying union all select deputy_post_id from lines
      union all select holder_post_id from lent where holder_post_id is not null)
    select jsonb_build_object(
        'rules', coalesce((select jsonb_agg(jsonb_build_object('office', office, 'word', word, 'scope', scope,
          'rule', rule, 'eid', eid) order by sort, id) from rules), '[]'),
        'serving', coalesce((select jsonb_agg(serving) from rules where serving is not null), '[]'),
        'deputies', coalesce((select jsonb_agg(jsonb_build_object('postId', d.post_id, 'place', d.place,
          'deputyPostId', d.deputy_post_id, 'basis', d.basis, 'eid', d.eid)) from lines d), '[]'),
        'acting', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'giverPersonId', a.giver_person_id,
          'kind', a.kind, 'postId', a.post_id, 'holderPostId', a.holder_post_id,
          'holderPersonId', a.holder_person_id, 'when', a.applies_when, 'scope', a.scope, 'basis', a.basis,
          'eid', a.eid)) from lent a), '[]')),
      array(select distinct id from all_posts),
      array(select serving from rules where serving is not null
            union select holder_person_id from lent where holder_person_id is not null)
    into found, around, named;
  return found || authority_frame_around(around, unit_ids, named, day);
end $$;
