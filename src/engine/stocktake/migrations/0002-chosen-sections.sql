-- The policy office may have several stock-takes of a register under way, each of other sections: that no section is in
-- two of them is seen to when one begins, one beginning at a time. Of the whole city there is one.
drop index stocktake_running;
create unique index stocktake_running on stocktake (tenant_id, register)
  where wide and unit_ids is null and state <> 'closed';
create index stocktake_open on stocktake (tenant_id, register) where state <> 'closed';
