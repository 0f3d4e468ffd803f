-- Each change of a service's state as one console saw it; never a row per look. Never changed afterwards.
create table service_transition (
    id       bigint generated always as identity primary key,
    service  text        not null,
    state    text        not null check (state in ('UP', 'DEGRADED', 'DOWN', 'UNKNOWN')),
    at       timestamptz not null,
    probe    text,
    evidence text        not null check (length(evidence) <= 1000)
);
create index service_transition_service on service_transition (service, at desc, id desc);
revoke update, delete, truncate on service_transition from ${appRole};

-- Which console writes the history, and until when it had looked.
create table status_writer (
    id      integer primary key check (id = 1),
    console uuid,
    seen_at timestamptz
);
insert into status_writer (id) values (1);
revoke insert, delete, truncate on status_writer from ${appRole};

-- Work that was announced: an outage in it is no outage.
create table maintenance (
    id          bigint generated always as identity primary key,
    service     text        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    reason      text        not null check (length(reason) between 1 and 500),
    set_by      text        not null,
    set_by_name text        not null,
    set_at      timestamptz not null,
    version     integer     not null default 0,
    check (ends_at >= starts_at)
);
create index maintenance_service on maintenance (service, ends_at);
revoke delete, truncate on maintenance from ${appRole};

alter table checklist_item drop constraint checklist_item_proof_kind_check;
alter table checklist_item
    add constraint checklist_item_proof_kind_check check (proof_kind in ('RUN', 'BACKUP_PROVED', 'SERVICES_UP'));
