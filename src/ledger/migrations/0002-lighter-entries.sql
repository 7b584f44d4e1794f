-- Checking the tenant of every entry costs a third of the insert and shows nothing: the tenant is the one whose
-- transaction writes, and row-level security already holds the entry to it.
alter table ledger_entry drop constraint ledger_entry_tenant_id_fkey;

-- Lists run newest first with erased entries (without an instant) at the end; only an index in that very order
-- lets them read one page instead of sorting the ledger. Ties are few, so entry_id stays out of the keys.
drop index ledger_entry_order;
drop index ledger_entry_time;
drop index ledger_entry_subject;
create index ledger_entry_order on ledger_entry (tenant_id, xid);
create index ledger_entry_time on ledger_entry (tenant_id, at desc nulls last);
create index ledger_entry_actor on ledger_entry (tenant_id, actor_id, at desc nulls last);
create index ledger_entry_subject on ledger_entry (tenant_id, subject_id);
