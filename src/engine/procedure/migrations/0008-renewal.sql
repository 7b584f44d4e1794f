-- A permission that goes on: the case it was asked for again with.
alter table application add column renews_id uuid;
alter table application add foreign key (tenant_id, renews_id) references application (tenant_id, application_id);
create index application_renews on application (tenant_id, renews_id) where renews_id is not null;
comment on column application.renews_id is '更新の申請では、更新する前の許可。';
