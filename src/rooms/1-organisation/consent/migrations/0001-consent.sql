-- 同意の署名: who agreed to keep which edition, how, and the proof of exactly what was agreed to.

create table consent_link (
  tenant_id       uuid not null references tenant (tenant_id),
  link_id         uuid not null,
  person_id       uuid not null,
  edition_id      uuid not null,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  issued_at       timestamptz not null,
  issued_by       uuid not null,
  issued_capacity text not null,
  expires_at      timestamptz not null,
  opened_at       timestamptz,
  used_at         timestamptz,
  revoked_at      timestamptz,
  revoked_by      uuid,
  primary key (tenant_id, link_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, edition_id) references policy_version (tenant_id, version_id),
  foreign key (tenant_id, issued_by) references person (tenant_id, id),
  foreign key (tenant_id, revoked_by) references person (tenant_id, id),
  check (expires_at > issued_at),
  check (used_at is null or revoked_at is null)
);
comment on table consent_link is '同意の署名のための一度だけ使えるリンク。鍵はハッシュだけを持つ。記録簿の対象。';
create index consent_link_person on consent_link (tenant_id, person_id, issued_at desc);

create table consent (
  tenant_id       uuid not null references tenant (tenant_id),
  consent_id      uuid not null,
  person_id       uuid not null,
  edition_id      uuid not null,
  document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
  content_hash    text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  how             text not null check (how in ('screen', 'paper', 'link')),
  signed_on       date not null,
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  capacity        text not null,
  right_of        uuid,
  typed_name      text check (char_length(typed_name) between 1 and 120),
  file_id         uuid,
  file_sha256     text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  link_id         uuid,
  withdrawn_at    timestamptz,
  withdrawn_by    uuid,
  withdrawn_why   text check (char_length(withdrawn_why) between 1 and 500),
  primary key (tenant_id, consent_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, edition_id) references policy_version (tenant_id, version_id),
  foreign key (tenant_id, recorded_by) references person (tenant_id, id),
  foreign key (tenant_id, right_of) references person (tenant_id, id),
  foreign key (tenant_id, withdrawn_by) references person (tenant_id, id),
  foreign key (tenant_id, file_id) references stored_file (tenant_id, file_id),
  foreign key (tenant_id, link_id) references consent_link (tenant_id, link_id),
  check ((how = 'paper') = (file_id is not null)),
  check ((file_id is null) = (file_sha256 is null)),
  check ((how = 'link') = (link_id is not null)),
  check (how <> 'paper' or (recorded_by is not null and recorded_by <> person_id)),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
comment on table consent is
  '同意の署名。どの版の、どの内容(content_hash)に、どの方法で署名したか。document_sha256 は版の元の文書の要約値。記録簿の対象。';
comment on column consent.recorded_by is '記録した人。画面での署名は本人、紙は確認した管理者。リンクは空。';
comment on column consent.withdrawn_at is '取り違えて登録した署名を取り消した時。消さずに残す。';
create unique index consent_once on consent (tenant_id, person_id, edition_id) where withdrawn_at is null;
