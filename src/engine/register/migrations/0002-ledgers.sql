-- What every register carries beside its definition: columns the city adds, how long closed lines are kept, what
-- points at a line, and the disposal of lines whose time is over.

create table register_column (
  tenant_id   uuid not null references tenant (tenant_id),
  register    text not null check (register ~ '^[a-z][a-z0-9-]{0,39}$'),
  column_key  text not null check (column_key ~ '^own_[1-9][0-9]{0,2}$'),
  label       text not null check (label <> ''),
  type        text not null
    check (type in ('text', 'long-text', 'number', 'date', 'choice', 'flag', 'person', 'unit', 'files')),
  choices     jsonb not null check (jsonb_typeof(choices) = 'array'),
  hint        text not null,
  listed      boolean not null,
  place       integer not null check (place >= 1),
  retired_on  date,
  retired_why text,
  primary key (tenant_id, register, column_key),
  check ((retired_on is null) = (retired_why is null))
);
comment on table register_column is '団体が台帳に加えた欄。型は変えられず、使うのをやめた欄も履歴を読むために残す';

create table register_retention (
  tenant_id uuid not null references tenant (tenant_id),
  register  text not null check (register ~ '^[a-z][a-z0-9-]{0,39}$'),
  years     integer not null check (years between 1 and 100),
  why       text not null check (why <> ''),
  primary key (tenant_id, register)
);
comment on table register_retention is '団体が定めた台帳の保存年限(抹消の翌年度から)とその理由';

-- Made from the values of current lines with every write; a reader asks it what points at a line.
create table register_pointer (
  tenant_id  uuid not null,
  target_id  uuid not null,
  entry_id   uuid not null,
  column_key text not null,
  register   text not null,
  primary key (tenant_id, target_id, entry_id, column_key),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id)
);
comment on table register_pointer is '台帳の行がほかの行を指しているところ(values の写し)';
create index register_pointer_by_entry on register_pointer (tenant_id, entry_id);

insert into register_pointer (tenant_id, target_id, entry_id, column_key, register)
select distinct e.tenant_id, t.entry_id, e.entry_id, v.key, e.register
  from register_entry e
 cross join lateral jsonb_each(e.values) as v (key, value)
 cross join lateral jsonb_array_elements_text(
         case jsonb_typeof(v.value) when 'array' then v.value else jsonb_build_array(v.value) end) as i (id)
  join register_entry t on t.tenant_id = e.tenant_id and t.entry_id::text = i.id;

alter table register_entry add column disposed_on date;
comment on column register_entry.disposed_on is '廃棄した日。廃棄した行は、名称・番号・日付のほかの値を持たない';
create index register_entry_to_dispose on register_entry (tenant_id, register, updated_at)
  where state = 'closed' and disposed_on is null;

-- Counted with every write, so that a front page of millions of lines needs to read none of them.
create table register_tally (
  tenant_id uuid not null references tenant (tenant_id),
  register  text not null,
  unit_id   uuid not null,
  what      text not null check (what in ('state', 'opened', 'closed', 'value')),
  bucket    text not null,
  lines     bigint not null,
  primary key (tenant_id, register, unit_id, what, bucket)
);
comment on table register_tally is '台帳の件数(現行・抹消、月ごとの登録・抹消、選択肢ごとの現行)。行とともに書く';
insert into register_tally
select tenant_id, register, unit_id, 'state', state, count(*) from register_entry group by 1, 2, 3, 5;
insert into register_tally
select tenant_id, register, unit_id, 'opened', to_char(created_at at time zone 'Asia/Tokyo', 'YYYY-MM'), count(*)
  from register_entry group by 1, 2, 3, 5;
insert into register_tally
select tenant_id, register, unit_id, 'closed', to_char(updated_at at time zone 'Asia/Tokyo', 'YYYY-MM'), count(*)
  from register_entry where state = 'closed' group by 1, 2, 3, 5;

-- The history of a line is kept for good, but for lines that were disposed of: their older versions may go. So the
-- application's role may delete, and this trigger says of what. (What the owner alters, the ledger tells.)
comment on table register_entry_version is '台帳の行の履歴。版ごとに、誰がいつなぜ何と書いたか。廃棄した行の古い版のほかは消せない';
create function register_version_kept() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'DELETE' and exists (
    select 1 from public.register_entry e
     where e.tenant_id = old.tenant_id and e.entry_id = old.entry_id
       and e.disposed_on is not null and old.version < e.version
  ) then
    return old;
  end if;
  if current_user <> 'kijun_app' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception '台帳の履歴は変えられません' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger register_version_kept before update or delete on register_entry_version
  for each row execute function register_version_kept();
