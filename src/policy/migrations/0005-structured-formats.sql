-- 規程のファイルは、法令標準XML・Akoma Ntoso・OSCAL・この仕組みのMarkdownも受け付ける。
alter table policy_version
  drop constraint policy_version_source_format_check,
  add constraint policy_version_source_format_check
    check (source_format in ('text', 'html', 'docx', 'pdf', 'egov', 'akn', 'oscal', 'markdown'));
