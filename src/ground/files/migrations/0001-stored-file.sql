create table stored_file (
  tenant_id   uuid        not null references tenant,
  file_id     uuid        not null,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name        text        not null check (char_length(name) between 1 and 200),
  type        text        not null,
  size        bigint      not null check (size > 0),
  uploaded_by text        not null,
  at          timestamptz not null,
  primary key (tenant_id, file_id)
);
create index stored_file_by_content on stored_file (tenant_id, sha256);

comment on table  stored_file is '保管した添付ファイル。中身はデータフォルダに置き、その要約値をここに持つ。[append-only]';
comment on column stored_file.sha256 is '中身の SHA-256。読み出すたびに照合する。';
comment on column stored_file.type is '中身から判定した種類(メディアタイプ)。名前や申告からは決めない。';
comment on column stored_file.uploaded_by is '登録した職員、操作者または自動処理。';
