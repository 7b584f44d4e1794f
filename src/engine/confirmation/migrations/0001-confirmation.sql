-- 相互確認: what a second person answered about a line of a register, and exactly which content he looked at.

create table register_confirmation (
  tenant_id       uuid not null references tenant (tenant_id),
  confirmation_id uuid not null,
  entry_id        uuid not null,
  register        text not null,
  version         int not null check (version >= 1),
  content_hash    text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  outcome         text not null check (outcome in ('confirmed', 'objected')),
  written_by      uuid,
  confirmed_by    uuid not null,
  note            text check (char_length(note) between 1 and 400),
  at              timestamptz not null,
  primary key (tenant_id, confirmation_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, written_by) references person (tenant_id, id),
  foreign key (tenant_id, confirmed_by) references person (tenant_id, id),
  constraint confirmation_separation check (written_by is distinct from confirmed_by),
  check (outcome = 'confirmed' or note is not null)
);
comment on table register_confirmation is '台帳の1行を、書いた人とは別の人が確かめた記録。確かめた内容の要約値を持つ。記録簿の対象。[append-only]';
create index register_confirmation_entry on register_confirmation (tenant_id, entry_id, at desc);
