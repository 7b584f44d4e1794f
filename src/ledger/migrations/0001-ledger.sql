-- The ledger. The application's role writes entries and nothing else here; leaves, tiles and checkpoints are the
-- sequencer's, which works as the owner of the database. The guard below keeps the application's role out of them
-- even though it may read them.

create table ledger_entry (
  tenant_id    uuid not null references tenant (tenant_id),
  entry_id     uuid not null,
  -- Order of commits is decided from this by the sequencer; it is not evidence and not under the tree.
  xid          xid8 not null default pg_current_xact_id(),
  at           timestamptz,
  body         text,
  salt         bytea check (octet_length(salt) = 32),
  -- Copies from the body for searching; verification compares them with it.
  actor_kind   text,
  actor_id     text,
  operation    text,
  subject_kind text,
  subject_id   text,
  primary key (tenant_id, entry_id),
  -- A body is there whole or erased whole.
  check (num_nulls(at, body, salt, actor_kind, operation, subject_kind, subject_id) in (0, 7)),
  check (body is not null or actor_id is null)
);
comment on table ledger_entry is '記録簿の記録。1件の操作ごとに、その操作と同じトランザクションで書く。 [append-only]';
comment on column ledger_entry.body is '記録の本文(正準形のJSON)。保存期間の満了で消した記録では空。';
comment on column ledger_entry.salt is '本文の指紋に混ぜる乱数。本文と一緒に消すので、消した後に本文を推測できない。';
create index ledger_entry_order on ledger_entry (tenant_id, xid, entry_id);
create index ledger_entry_time on ledger_entry (tenant_id, at, entry_id);
create index ledger_entry_subject on ledger_entry (tenant_id, subject_id, subject_kind);

create table ledger_leaf (
  tenant_id  uuid not null,
  seq        bigint not null check (seq >= 0),
  entry_id   uuid not null,
  commitment bytea not null check (octet_length(commitment) = 32),
  leaf_hash  bytea not null check (octet_length(leaf_hash) = 32),
  primary key (tenant_id, seq),
  unique (tenant_id, entry_id)
);
comment on table ledger_leaf is '記録簿の葉。記録の通し番号(0から)と指紋。 [append-only] [read-only]';
comment on column ledger_leaf.commitment is 'SHA-256(salt || 本文)。本文を消した後も残る。';
comment on column ledger_leaf.leaf_hash is 'RFC 6962 の葉のハッシュ。';

create table ledger_tile (
  tenant_id  uuid not null,
  level      integer not null check (level between 0 and 63),
  tile_index bigint not null check (tile_index >= 0),
  width      integer not null check (width between 1 and 256),
  data       bytea not null,
  primary key (tenant_id, level, tile_index),
  check (octet_length(data) = width * 32)
);
comment on table ledger_tile is '記録簿の木(C2SP tlog-tiles のタイル)。右端のタイルだけが伸びる。 [append-only] [read-only]';

create table ledger_checkpoint (
  tenant_id uuid not null,
  size      bigint not null check (size > 0),
  root      bytea not null check (octet_length(root) = 32),
  note      text not null,
  at        timestamptz not null,
  primary key (tenant_id, size)
);
comment on table ledger_checkpoint is '記録簿の署名済みの先頭(C2SP checkpoint)。 [append-only] [read-only]';

create table ledger_verification (
  tenant_id       uuid not null references tenant (tenant_id),
  verification_id uuid not null,
  started_at      timestamptz not null,
  finished_at     timestamptz not null,
  ok              boolean not null,
  size            bigint not null,
  root            text not null,
  finding_count   integer not null,
  findings        jsonb not null,
  unproven        jsonb not null,
  primary key (tenant_id, verification_id)
);
comment on table ledger_verification is '記録簿を照合した結果。 [append-only]';
create index ledger_verification_time on ledger_verification (tenant_id, finished_at);

create function ledger_sequencer_only() returns trigger language plpgsql as $$
begin
  if current_user = 'kijun_app' then
    raise insufficient_privilege using message = 'only the sequencer writes ' || tg_table_name;
  end if;
  return null;
end $$;
create trigger sequencer_only before insert or update or delete or truncate on ledger_leaf
  for each statement execute function ledger_sequencer_only();
create trigger sequencer_only before insert or update or delete or truncate on ledger_tile
  for each statement execute function ledger_sequencer_only();
create trigger sequencer_only before insert or update or delete or truncate on ledger_checkpoint
  for each statement execute function ledger_sequencer_only();
