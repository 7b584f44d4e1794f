-- 規程のファイルは、テキストのほかウェブページ・ワード・PDFも受け付ける。
alter table policy_version
  add column source_format text not null default 'text' check (source_format in ('text', 'html', 'docx', 'pdf')),
  add column source_hints jsonb,
  drop constraint policy_version_source_encoding_check,
  add constraint policy_version_source_encoding_check
    check (source_encoding in ('UTF-8', 'Shift_JIS', 'UTF-16', 'EUC-JP', 'ISO-2022-JP', 'Unicode'));
alter table policy_version alter column source_format drop default;
comment on column policy_version.source_format is '取り込んだファイルの形式';
comment on column policy_version.source_hints is '本文の場所についてファイルの形式が知っていたこと(表、見出し、番号、ページ番号など)';
