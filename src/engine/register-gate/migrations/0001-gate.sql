-- 工程: which gate a line of a register passed, who confirmed it, when, and on which file.

create table register_gate (
  tenant_id   uuid not null references tenant (tenant_id),
  pass_id     uuid not null,
  entry_id    uuid not null,
  register    text not null,
  gate        text not null check (gate ~ '^[a-z][a-z0-9-]{0,39}$'),
  round       int not null check (round >= 1),
  on_date     date not null,
  by          uuid not null,
  capacity    text not null,
  note        text check (char_length(note) between 1 and 1000),
  file_id     uuid,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  keep_until  date,
  at          timestamptz not null,
  primary key (tenant_id, pass_id),
  unique (tenant_id, entry_id, gate, round),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, entry_id),
  foreign key (tenant_id, by) references person (tenant_id, id),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, file_id),
  check ((file_id is null) = (file_sha256 is null)),
  check (keep_until is null or file_id is not null)
);
comment on table register_gate is '台帳の1行が通った工程。確認した人、日、添えた資料。資料は保存期間の間、だれにも捨てられない。記録簿の対象。[append-only]';

create table register_gate_undone (
  tenant_id uuid not null references tenant (tenant_id),
  pass_id   uuid not null,
  by        uuid not null,
  capacity  text not null,
  why       text not null check (char_length(why) between 1 and 400),
  at        timestamptz not null,
  primary key (tenant_id, pass_id),
  foreign key (tenant_id, pass_id) references register_gate (tenant_id, pass_id),
  foreign key (tenant_id, by) references person (tenant_id, id)
);
comment on table register_gate_undone is '取り消した工程と理由。資料は残る。記録簿の対象。[append-only]';
