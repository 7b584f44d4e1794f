-- 取消: a permission taken back by whoever gave it.
alter table application drop constraint application_state_check;
alter table application add constraint application_state_check check (
  state in ('draft', 'waiting', 'sent-back', 'pulled-back', 'withdrawn', 'refused', 'granted', 'in-use', 'done', 'lapsed',
            'revoked'));
create index application_granted_procedure on application (tenant_id, procedure, edition_id) where state = 'granted';
