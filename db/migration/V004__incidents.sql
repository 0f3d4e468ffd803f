create table incident (
    id                bigint generated always as identity primary key,
    title             text        not null check (length(title) between 1 and 200),
    scenario          text        not null,
    severity          smallint    not null check (severity between 1 and 4),
    state             text        not null check (state in ('DECLARED', 'RESPONDING', 'RESOLVED', 'CLOSED', 'CANCELLED')),
    exercise          boolean     not null default false,
    occurred_at       timestamptz,
    detected_at       timestamptz not null,
    declared_at       timestamptz not null,
    first_response_at timestamptz,
    resolved_at       timestamptz,
    commander         text        not null,
    commander_name    text        not null,
    plan_version_id   bigint      not null references plan_version,
    version           integer     not null default 0,
    check (occurred_at is null or occurred_at <= detected_at)
);
create index incident_open on incident (declared_at desc) where state in ('DECLARED', 'RESPONDING');

create table checklist_item (
    id             bigint generated always as identity primary key,
    incident_id    bigint  not null references incident,
    phase_key      text    not null,
    phase_title    text    not null,
    phase_position integer not null,
    window_from_s  integer not null,
    window_to_s    integer not null,
    item_key       text    not null,
    position       integer not null,
    title          text    not null,
    owner_role     text,
    procedure_key  text,
    state          text    not null check (state in ('OPEN', 'IN_PROGRESS', 'DONE', 'NOT_APPLICABLE', 'BLOCKED')),
    changed_by     text,
    changed_name   text,
    changed_at     timestamptz,
    version        integer not null default 0,
    unique (incident_id, item_key)
);

-- What happened, in the order in which it was written; happened_at may be earlier than written_at.
create table timeline_entry (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    happened_at timestamptz not null,
    written_at  timestamptz not null,
    kind        text        not null,
    actor       text        not null,
    actor_name  text        not null,
    text        text        not null,
    run_id      bigint
);
create index timeline_entry_incident on timeline_entry (incident_id, happened_at, id);
revoke update, delete, truncate on timeline_entry from ${appRole};
