-- Who filed a case for somebody else of his unit; empty where the applicant filed it himself.
alter table application add column filed_by_id uuid;
alter table application add foreign key (tenant_id, filed_by_id) references person (tenant_id, id);
comment on column application.filed_by_id is
  '本人に代わって申請した人(課の許可の更新など)。本人が申請したときは空。この人は決裁できない。';

-- A permission taken back while what it is about is still out: it ends at once, and what is out has to come back.
alter table application add column revoked_at timestamptz;
comment on column application.revoked_at is '許可を取り消したとき。使用中に取り消したものは、返却されるまで使用中のままになる。';

-- The board of open cases: a column of it is a stretch of this index.
create index application_open on application (tenant_id, state, filed_at)
  where state in ('draft', 'waiting', 'sent-back', 'pulled-back', 'granted', 'in-use');
create index application_open_unit on application (tenant_id, unit_id, state)
  where state in ('draft', 'waiting', 'sent-back', 'pulled-back', 'granted', 'in-use');
