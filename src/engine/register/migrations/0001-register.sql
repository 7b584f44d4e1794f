-- One set of tables for every register (台帳). What a register's columns are is said by its definition;
-- the typed slots beside the values exist for filtering and sorting, the folded text for searching.

create table register_entry (
  tenant_id        uuid not null references tenant (tenant_id),
  entry_id         uuid not null,
  register         text not null check (register ~ '^[a-z][a-z0-9-]{0,39}$'),
  number           text not null collate "C" check (number <> '' and length(number) <= 40),
  unit_id          uuid not null,
  version          integer not null check (version >= 1),
  state            text not null check (state in ('current', 'closed')),
  label            text not null,
  values           jsonb not null check (jsonb_typeof(values) = 'object'),
  text_1           text collate "C",
  text_2           text collate "C",
  text_3           text collate "C",
  text_4           text collate "C",
  text_5           text collate "C",
  text_6           text collate "C",
  number_1         double precision,
  number_2         double precision,
  number_3         double precision,
  date_1           date,
  date_2           date,
  date_3           date,
  date_4           date,
  search           text not null,
  grams            text[] not null,
  created_at       timestamptz not null,
  created_by_kind  text not null check (created_by_kind in ('person', 'operator', 'system')),
  created_by       text not null,
  updated_at       timestamptz not null,
  updated_by_kind  text not null check (updated_by_kind in ('person', 'operator', 'system')),
  updated_by       text not null,
  primary key (tenant_id, entry_id),
  unique (tenant_id, register, number),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
comment on table register_entry is '台帳の行(いまの内容)。slotの列と search は values の写しで、絞り込み・並べ替え・検索に使う';

-- The number breaks ties, so a page boundary never moves. Slots of choices hold few values many times: there the
-- number stands in the index too; figures and dates have small groups, which are sorted as they are read.
create index register_entry_by_unit on register_entry (tenant_id, register, unit_id, number);
create index register_entry_by_update on register_entry (tenant_id, register, updated_at, number);
create index register_entry_by_text_1 on register_entry (tenant_id, register, text_1, number);
create index register_entry_by_text_2 on register_entry (tenant_id, register, text_2, number);
create index register_entry_by_text_3 on register_entry (tenant_id, register, text_3, number);
create index register_entry_by_text_4 on register_entry (tenant_id, register, text_4, number);
create index register_entry_by_text_5 on register_entry (tenant_id, register, text_5, number);
create index register_entry_by_text_6 on register_entry (tenant_id, register, text_6, number);
create index register_entry_by_number_1 on register_entry (tenant_id, register, number_1);
create index register_entry_by_number_2 on register_entry (tenant_id, register, number_2);
create index register_entry_by_number_3 on register_entry (tenant_id, register, number_3);
create index register_entry_by_date_1 on register_entry (tenant_id, register, date_1);
create index register_entry_by_date_2 on register_entry (tenant_id, register, date_2);
create index register_entry_by_date_3 on register_entry (tenant_id, register, date_3);
create index register_entry_by_date_4 on register_entry (tenant_id, register, date_4);
create index register_entry_grams on register_entry using gin (grams);

create table register_entry_version (
  tenant_id    uuid not null,
  entry_id     uuid not null,
  version      integer not null check (version >= 1),
  register     text not null,
  number       text not null,
  unit_id      uuid not null,
  state        text not null check (state in ('current', 'closed')),
  label        text not null,
  values       jsonb not null,
  at           timestamptz not null,
  by_kind      text not null check (by_kind in ('person', 'operator', 'system')),
  by_id        text not null,
  origin       text not null check (origin in ('person', 'event', 'import')),
  source_kind  text,
  source_id    text,
  why          text not null,
  primary key (tenant_id, entry_id, version),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  check ((source_kind is null) = (source_id is null))
);
comment on table register_entry_version is '台帳の行の履歴。版ごとに、誰がいつなぜ何と書いたか [append-only]';
create index register_entry_version_by_source on register_entry_version (tenant_id, source_kind, source_id)
  where source_kind is not null;

create table register_counter (
  tenant_id uuid not null references tenant (tenant_id),
  register  text not null,
  last      bigint not null check (last >= 0),
  primary key (tenant_id, register)
);
comment on table register_counter is '台帳ごとの管理番号の最後の番号';

-- Row-level security forbids the planner to use a GIN index for the application's role: array operators are not
-- leakproof. This function runs as the owner, names the tenant itself, and answers with ids only; the caller
-- reads the lines under row-level security. An owner that row-level security binds gets the same answer, slowly.
create function register_hits(
  p_register text, p_units uuid[], p_state text, p_grams text[], p_patterns text[], p_limit integer
) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  v_tenant constant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  -- Planned with the values at hand: how rare the pairs are decides between the index and the heap.
  return query execute
    'select e.entry_id
       from public.register_entry e
      where e.tenant_id = $1
        and e.register = $2
        and ($3 is null or e.unit_id = any ($3))
        and ($4 is null or e.state = $4)
        and e.grams @> $5
        and e.search like all ($6)
      limit $7'
    using v_tenant, p_register, p_units, p_state, p_grams, p_patterns, p_limit;
end
$$;
comment on function register_hits is '検索語を含む台帳の行の番号(自団体だけ)。数の上限まで';
