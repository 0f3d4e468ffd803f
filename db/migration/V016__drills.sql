-- A run on a scratch copy clears its copy away after a failure, too.
alter table run
    drop constraint run_direction_check,
    add constraint run_direction_check
        check (direction in ('FORWARD', 'CLEAN_UP', 'GIVE_UP', 'WAY_BACK', 'UNDO_TO'));

-- Up to when the schedule of a drill was looked at: what was due after it, nobody has seen yet.
create table drill_watch (
    drill_key  text        not null primary key,
    schedule   text        not null,
    watched_to timestamptz not null
);

-- One rehearsal: of the schedule (due_at), or launched by a person.
create table drill (
    id          bigint generated always as identity primary key,
    drill_key   text        not null,
    title       text        not null,
    procedure_key text      not null,
    state       text        not null check (state in ('RUNNING', 'PASSED', 'FAILED', 'CANCELLED', 'MISSED')),
    due_at      timestamptz,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    -- Null until the run is launched, and for ever when it could not be.
    run_id      bigint unique references run,
    reason      text,
    -- The moment whose data was restored; null when it did not come that far.
    snapshot_at timestamptz,
    -- What it was held to.
    rto_seconds bigint      not null,
    rpo_seconds bigint      not null,
    unique (drill_key, due_at),
    check (state = 'RUNNING' or ended_at is not null),
    check (state in ('RUNNING', 'PASSED') or reason is not null)
);
create index drill_newest on drill (started_at desc, id desc);
-- The results of drills are evidence.
revoke delete, truncate on drill from ${appRole};
