-- The log is kept for some years and then deleted, area by area, by whoever keeps it. Until then nothing is changed or
-- taken away: the application's role may delete, and the trigger says of what.
create table entry_disposal (
  tenant_id    uuid not null references tenant (tenant_id),
  disposal_id  uuid not null,
  area_id      uuid not null,
  -- Lines of days before this one go.
  before       date not null,
  asked_on     date not null,
  asked_at     timestamptz not null,
  asked_by     text not null,
  why          text not null check (why <> ''),
  removed      integer not null check (removed >= 0),
  finished_at  timestamptz,
  primary key (tenant_id, disposal_id),
  foreign key (tenant_id, area_id) references register_entry (tenant_id, entry_id),
  -- A year is the shortest time a book is kept.
  check (before <= asked_on - 365)
);
comment on table entry_disposal is '保存期限を過ぎた入退室の記録の廃棄(管理区域ごと)。だれが、いつ、どの日より前を、なぜ';
create unique index entry_disposal_running on entry_disposal (tenant_id, area_id) where finished_at is null;

comment on table entry_line is
  '入退室管理簿。書いた行は変えず、訂正は次の行で行う。保存期限の過ぎた行だけを、廃棄の決定により消す';
create function entry_line_kept() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'DELETE' and exists (
    select 1 from public.entry_disposal d
     where d.tenant_id = old.tenant_id and d.area_id = old.area_id and d.finished_at is null
       and old.day < d.before
  ) then
    return old;
  end if;
  if current_user <> 'kijun_app' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception '入退室管理簿の行は変えられません' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger entry_line_kept before update or delete on entry_line
  for each row execute function entry_line_kept();
