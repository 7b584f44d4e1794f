-- A case goes with the unit it was filed from when that is merged or split. What was filed, and decided, bears the unit
-- of that day for ever.
alter table application add column filed_unit_id uuid;
alter table application add foreign key (tenant_id, filed_unit_id) references unit (tenant_id, id);
comment on column application.filed_unit_id is
  '申請したときの組織。組織改正で unit_id が引継ぎ先に変わったときだけ入る。申請の内容のハッシュはこの組織を含む。';
