-- Whoever names a case he may not see is told that there is none. That he tried is kept, for auditors only.
alter table refused_attempt drop constraint refused_attempt_kind_check;
alter table refused_attempt add constraint refused_attempt_kind_check
  check (kind in ('own', 'after-lapse', 'no-right', 'unseen'));
-- Versions of record books are looked through by the time they were written.
create index register_entry_version_at on register_entry_version (tenant_id, register, at);
