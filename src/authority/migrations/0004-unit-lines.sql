-- A unit keeps its id through renaming and moving: each state is a row, and the rows of one unit are a line.
-- The first row names the line; later rows point at it. Everything that refers to a unit refers to the line.

alter table unit add column continues_id uuid;
alter table unit add column line_id uuid generated always as (coalesce(continues_id, id)) stored;
alter table unit add foreign key (tenant_id, continues_id) references unit (tenant_id, id);
alter table unit add check (continues_id <> id);
alter table unit add check (parent_id <> coalesce(continues_id, id));
comment on column unit.continues_id is
  '改称・移管の後の状態が指す、その組織の最初の行。最初の行では空。組織の番号は最初の行の番号。';
comment on column unit.line_id is '組織の番号(最初の行の番号)。組織を指す列は、すべてこの番号を持つ。';
create index unit_line on unit (tenant_id, line_id, valid_from);
create index unit_continues on unit (tenant_id, continues_id) where continues_id is not null;

-- Two states of one unit at the same time would make every answer depend on which row is read first. Checked at the
-- end of the transaction (a state is closed and its successor begun in two steps), by a trigger and not by an
-- exclusion constraint: that would need an extension which a city's own server may not have.
create function unit_line_holds() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  now_is unit%rowtype;
begin
  select * into now_is from unit where tenant_id = new.tenant_id and id = new.id;
  if not found then return null; end if;
  if exists (
    select 1 from unit other
     where other.tenant_id = now_is.tenant_id and other.line_id = now_is.line_id and other.id <> now_is.id
       and other.valid_from < coalesce(now_is.valid_to, 'infinity'::date)
       and coalesce(other.valid_to, 'infinity'::date) > now_is.valid_from)
  then
    raise exception 'two states of unit % overlap', now_is.line_id
      using errcode = 'exclusion_violation', constraint = 'unit_line_overlap', table = 'unit';
  end if;
  if now_is.continues_id is not null and exists (
    select 1 from unit root
     where root.tenant_id = now_is.tenant_id and root.id = now_is.continues_id and root.continues_id is not null)
  then
    raise exception 'unit % continues a row that is not the first of its line', now_is.id
      using errcode = 'check_violation', constraint = 'unit_line_root', table = 'unit';
  end if;
  return null;
end $$;
create constraint trigger unit_line_holds after insert or update on unit
  deferrable initially deferred for each row execute function unit_line_holds();

create view unit_at with (security_invoker = true) as
  select tenant_id, line_id as id, id as row_id, body_id, parent_id, code, name, kana, kind, symbol, policy_office,
         sort, search, valid_from, valid_to
    from unit;
comment on view unit_at is '組織の状態。id は組織の番号(改称・移管をまたいで同じ)、row_id は状態の行の番号。';

create table unit_succession (
  tenant_id    uuid not null references tenant (tenant_id),
  id           uuid not null,
  from_unit_id uuid not null,
  to_unit_id   uuid,
  kind         text not null check (kind in ('統合', '分割', '廃止')),
  heir         boolean not null,
  effective_on date not null,
  basis        text not null default '' check (char_length(basis) <= 300),
  primary key (tenant_id, id),
  foreign key (tenant_id, from_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, to_unit_id) references unit (tenant_id, id),
  check (to_unit_id is not null or (kind = '廃止' and not heir)),
  check (to_unit_id <> from_unit_id)
);
comment on table unit_succession is
  '組織改正の引継ぎ。統合・分割・廃止された組織から、どの組織へ。heir は資産・台帳・許可・手続中の案件を引き継ぐ組織。';
create unique index unit_succession_heir on unit_succession (tenant_id, from_unit_id, effective_on) where heir;
create index unit_succession_from on unit_succession (tenant_id, from_unit_id, effective_on);
create index unit_succession_to on unit_succession (tenant_id, to_unit_id, effective_on);

alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check
  check (kind in ('部', '局', '課', '室', '係', '機関', '施設', '委員会', '会議'));
alter table appointment drop constraint appointment_kind_check;
alter table appointment add constraint appointment_kind_check
  check (kind in ('本務', '兼務', '併任', '事務取扱', '心得', '会計年度任用', '臨時', '派遣', '再任用', '委嘱',
                  '労働者派遣', '委託先要員'));
