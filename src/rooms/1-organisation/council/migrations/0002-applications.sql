-- A case that a council decides is an item of its agenda.
alter table council_item drop constraint council_item_subject_kind_check;
alter table council_item add constraint council_item_subject_kind_check check (
  subject_kind in ('policy-edition', 'amendment-report', 'audit-plan', 'audit-report', 'training-plan', 'self-check',
    'audit-head', 'application', 'other'));
