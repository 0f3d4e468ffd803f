-- Predictions read the newest runs of a procedure that went well; the attention list reads those that have not ended.
create index run_history on run (procedure_key, ended_at desc) where state = 'SUCCEEDED';
create index run_not_ended on run (id) where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED');
