create table run (
    id              bigint generated always as identity primary key,
    procedure_key   text        not null,
    title           text        not null,
    target          text        not null,
    state           text        not null check (state in ('PREPARED', 'AWAITING_APPROVAL', 'QUEUED', 'RUNNING', 'PAUSED',
                                                          'INTERRUPTED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    parameters      jsonb       not null default '{}',
    facts           jsonb       not null default '{}',
    reason          text,
    cancel_requested boolean    not null default false,
    -- Which way the engine walks through the steps.
    direction       text        not null default 'FORWARD' check (direction in ('FORWARD', 'CLEAN_UP', 'WAY_BACK')),
    -- When the engine should look at it next, by the database's clock.
    wake_at         timestamptz not null default clock_timestamp(),
    incident_id     bigint references incident,
    item_id         bigint references checklist_item,
    plan_version_id bigint      not null references plan_version,
    launched_by     text        not null,
    launched_name   text        not null,
    launched_role   text        not null,
    launched_from   text        not null,
    launched_at     timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz,
    version         integer     not null default 0
);
-- The rule "one run per target" lives here and nowhere else. A failed or interrupted run holds its target until a
-- person has ended it (cancel) or it went on.
create unique index run_one_per_target on run (target)
    where state in ('AWAITING_APPROVAL', 'QUEUED', 'RUNNING', 'PAUSED', 'INTERRUPTED');
create index run_awake on run (wake_at) where state in ('QUEUED', 'RUNNING');
create index run_incident on run (incident_id) where incident_id is not null;

create table run_step (
    run_id     bigint  not null references run,
    position   integer not null,
    type       text    not null,
    title      text    not null,
    state      text    not null check (state in ('PENDING', 'RUNNING', 'WAITING', 'NEEDS_DECISION', 'SUCCEEDED', 'FAILED',
                                                 'SKIPPED', 'UNDONE')),
    attempt    integer not null default 0,
    summary    text,
    commands   text[]  not null default '{}',
    started_at timestamptz,
    ended_at   timestamptz,
    -- Its way back has been run, or a person left it as it is.
    undone     boolean not null default false,
    primary key (run_id, position)
);

-- Append-only history of the states of a run (step_position is null) and of its steps.
create table run_event (
    id            bigint generated always as identity primary key,
    run_id        bigint      not null references run,
    step_position integer,
    at            timestamptz not null,
    from_state    text,
    to_state      text        not null,
    text          text
);
create index run_event_run on run_event (run_id, id);
revoke update, delete, truncate on run_event from ${appRole};

create table run_log (
    run_id        bigint      not null references run,
    seq           bigint      not null,
    at            timestamptz not null,
    step_position integer     not null,
    stream        text        not null check (stream in ('OUT', 'ERR', 'MUSTER')),
    line          text        not null,
    primary key (run_id, seq)
);
revoke update, delete, truncate on run_log from ${appRole};

-- Who may act on a target. The epoch only rises; every side effect compares it.
create table target_lease (
    target       text        not null primary key,
    epoch        bigint      not null,
    run_id       bigint      not null references run,
    holder       text        not null, -- empty: nobody
    heartbeat_at timestamptz not null
);
