-- In which right a task was closed, whether it closes by itself with the thing it belongs to, and its reminders.
-- All may be empty: a row written before keeps the hash the ledger has of it.

alter table task add column closed_capacity text;
alter table task add column closed_right_of uuid;
alter table task add column closes_there boolean;
alter table task add column reminders integer check (reminders >= 1);
alter table task add column reminded_on date;
alter table task add foreign key (tenant_id, closed_right_of) references person (tenant_id, id);
comment on column task.closed_capacity is 'どの資格(本人、代決、職務代理、事務委任)で閉じたか。closed_right_of は使った権限の持ち主。';
comment on column task.closes_there is 'true なら、href の画面で事柄が終わったときに閉じ、やることの画面では閉じられない。';
create index task_open on task (tenant_id, due_on, id) where state = 'open';
