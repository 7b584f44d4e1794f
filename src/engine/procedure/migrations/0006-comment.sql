create table application_comment (
  tenant_id      uuid not null references tenant,
  application_id uuid not null,
  comment_id     uuid not null,
  author_id      uuid not null,
  text           text not null check (char_length(text) between 1 and 1000),
  at             timestamptz not null,
  primary key (tenant_id, application_id, comment_id),
  foreign key (tenant_id, application_id) references application (tenant_id, application_id),
  foreign key (tenant_id, author_id) references person (tenant_id, id)
);
comment on table application_comment is '[append-only] 申請への質問と回答。申請の状態は変わらない。記録簿の対象。';
