-- Which delegation a decision used; empty when the decider used his own right or stood in as deputy.
alter table decision add column acting_right_id uuid;
alter table decision add constraint decision_acting_right
  foreign key (tenant_id, acting_right_id) references acting_right (tenant_id, id);
