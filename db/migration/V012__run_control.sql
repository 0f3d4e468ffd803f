-- Everything that a run works on, those of the procedures that it uses too. "One run per target" lives here now.
create table run_target (
    run_id bigint  not null references run,
    target text    not null,
    held   boolean not null,
    primary key (run_id, target)
);
insert into run_target (run_id, target, held)
    select id, target, state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') from run;
create unique index run_target_held on run_target (target) where held;
drop index run_one_per_target;

alter table run
    drop constraint run_direction_check,
    add constraint run_direction_check check (direction in ('FORWARD', 'CLEAN_UP', 'WAY_BACK', 'UNDO_TO')),
    -- A person wants the run to stand still before its next step.
    add column pause_reason text,
    -- The first step that is to be undone, while the direction is UNDO_TO.
    add column undo_to integer;

alter table run_step
    -- The groups and used procedures around it, from the outside in.
    add column frames jsonb not null default '[]',
    -- Facts that it returned; they are forgotten when the step is undone to be done again.
    add column fact_names text[] not null default '{}',
    -- It does not go on before a person has decided.
    add column stands boolean not null default false,
    -- What may be answered to its question; empty when it asks none.
    add column answers text[] not null default '{}',
    add column answer text,
    add column answered_by text;
update run_step set stands = true
    from run
    where run.id = run_step.run_id and run.state in ('PAUSED', 'INTERRUPTED')
      and run_step.state in ('FAILED', 'NEEDS_DECISION');

-- What another person was asked to approve. Only the newest row of a step counts.
create table run_approval (
    id            bigint generated always as identity primary key,
    run_id        bigint      not null references run,
    step_position integer     not null,
    -- Of the plan, the parameters, the steps ahead with their commands and what the pre-flight found.
    hash          text        not null,
    asked_by      text        not null,
    asked_name    text        not null,
    asked_at      timestamptz not null,
    approved_by   text,
    approved_at   timestamptz,
    check (approved_by is null or (approved_by <> asked_by and approved_at is not null))
);
create index run_approval_run on run_approval (run_id, id);
revoke delete, truncate on run_approval from ${appRole};
