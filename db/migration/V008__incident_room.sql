alter table incident
    add column services      text[] not null default '{}',
    add column closed_at     timestamptz,
    add column cancel_reason text;
create index incident_list on incident (declared_at desc, id desc);

-- Every move of its life, so that a reopened incident still tells when it was resolved before.
create table incident_move (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    at          timestamptz not null,
    from_state  text,
    to_state    text        not null,
    actor       text        not null,
    actor_name  text        not null,
    reason      text
);
create index incident_move_incident on incident_move (incident_id, id);
revoke update, delete, truncate on incident_move from ${appRole};

-- A figure that nobody will ever know, said by a person; without this row an unknown figure is pending.
create table unknown_figure (
    incident_id   bigint      not null references incident,
    figure        text        not null check (figure in ('OCCURRED', 'DATA_LOSS')),
    reason        text        not null check (length(reason) between 1 and 200),
    declared_by   text        not null,
    declared_name text        not null,
    declared_at   timestamptz not null,
    primary key (incident_id, figure)
);

alter table timeline_entry
    add column item_id   bigint references checklist_item,
    add column phase_key text,
    -- The line that this one corrects; that one stays as it was.
    add column corrects  bigint references timeline_entry;
create unique index timeline_entry_corrects on timeline_entry (corrects) where corrects is not null;
create index timeline_entry_written on timeline_entry (incident_id, id);

create table timeline_pin (
    entry_id    bigint      not null primary key references timeline_entry,
    pinned_by   text        not null,
    pinned_name text        not null,
    pinned_at   timestamptz not null
);

alter table checklist_item
    add column due_at          timestamptz,
    -- Why it is blocked or not applicable.
    add column reason          text,
    add column person          text,
    add column person_name     text,
    add column note            text    not null default '' check (length(note) <= 10000),
    add column note_version    integer not null default 0,
    -- Keys of the items that must be settled before.
    add column needs           text[]  not null default '{}',
    add column proof_kind      text check (proof_kind in ('RUN', 'BACKUP_PROVED')),
    add column proof_subject   text,
    add column evidence        text,
    add column evidence_at     timestamptz,
    add column evidence_run    bigint references run,
    -- Why a person ticked it without its proof, or before what it needs.
    add column override_reason text,
    -- Only in this incident, not in the plan.
    add column added           boolean not null default false,
    add check ((proof_kind is null) = (proof_subject is null));
update checklist_item it
set due_at = i.declared_at + it.window_to_s * interval '1 second'
from incident i
where i.id = it.incident_id;
alter table checklist_item alter column due_at set not null;
create index checklist_item_proof on checklist_item (proof_kind, proof_subject) where proof_kind is not null;

create table item_link (
    id         bigint generated always as identity primary key,
    item_id    bigint      not null references checklist_item,
    title      text        not null check (length(title) between 1 and 200),
    url        text        not null check (length(url) between 1 and 2000),
    added_by   text        not null,
    added_name text        not null,
    added_at   timestamptz not null
);
create index item_link_item on item_link (item_id, id);

-- Who did what to an item, and when; append only.
create table item_event (
    id         bigint generated always as identity primary key,
    item_id    bigint      not null references checklist_item,
    at         timestamptz not null,
    actor      text        not null,
    actor_name text        not null,
    act        text        not null,
    from_state text        not null,
    to_state   text        not null,
    text       text
);
create index item_event_item on item_event (item_id, id);
revoke update, delete, truncate on item_event from ${appRole};

create table phase_waiver (
    incident_id bigint      not null references incident,
    phase_key   text        not null,
    reason      text        not null check (length(reason) between 1 and 200),
    waived_by   text        not null,
    waived_name text        not null,
    waived_at   timestamptz not null,
    primary key (incident_id, phase_key)
);
