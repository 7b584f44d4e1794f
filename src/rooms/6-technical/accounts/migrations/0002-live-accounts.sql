-- How many IDs of each system are in use is asked on every opening of the first page: counted from the index alone.

create index register_entry_live_accounts on register_entry (tenant_id, text_2)
  where register = 'account' and state = 'current' and text_5 = 'live';
