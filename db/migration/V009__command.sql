-- When a person's browser was last heard of; each console writes it at most every 15 seconds.
create table presence (
    login   text        not null primary key references account (login),
    seen_at timestamptz not null
);

-- Who held which role of an incident from when until when. Only the end of a row is ever written later.
create table role_holding (
    id              bigint generated always as identity primary key,
    incident_id     bigint      not null references incident,
    role_key        text        not null check (length(role_key) between 1 and 62),
    login           text        not null,
    name            text        not null,
    from_at         timestamptz not null,
    until_at        timestamptz check (until_at > from_at),
    how             text        not null check (how in ('DECLARED', 'TAKEN', 'ASSIGNED', 'HANDED_OVER', 'TAKEN_OVER')),
    commander_from  timestamptz generated always as (case when role_key = 'incident-commander' then from_at end) stored,
    commander_until timestamptz generated always as (case when role_key = 'incident-commander' then until_at end) stored,
    unique (incident_id, commander_from),
    -- Never nobody: a command ends only at the very moment at which the next one begins.
    constraint command_goes_on foreign key (incident_id, commander_until)
        references role_holding (incident_id, commander_from) deferrable initially deferred,
    -- Never two. The incident as a range of one: so the index needs no extension.
    constraint one_commander exclude using gist
        (int8range(incident_id, incident_id, '[]') with &&, tstzrange(from_at, until_at) with &&)
        where (role_key = 'incident-commander')
);
create unique index role_holding_now on role_holding (incident_id, role_key) where until_at is null;
create index role_holding_login on role_holding (login) where until_at is null;
revoke update, delete, truncate on role_holding from ${appRole};
grant update (until_at) on role_holding to ${appRole};

insert into role_holding (incident_id, role_key, login, name, from_at, how)
select id, 'incident-commander', commander, commander_name, declared_at, 'DECLARED' from incident;

-- An incident is commanded from the moment at which it is declared.
alter table incident add constraint commanded_from_the_start foreign key (id, declared_at)
    references role_holding (incident_id, commander_from) deferrable initially deferred;

-- The incident's own column is a copy for lists; nobody but this writes it after the declaration.
create function copy_commander() returns trigger language plpgsql as $$
begin
    update incident set commander = new.login, commander_name = new.name, version = version + 1
    where id = new.incident_id and (commander, commander_name) is distinct from (new.login, new.name);
    return null;
end $$;
create trigger role_holding_copy_commander after insert on role_holding
    for each row when (new.role_key = 'incident-commander') execute function copy_commander();

-- A role that is being offered to somebody, with what the next one must know.
create table handover (
    id                 bigint generated always as identity primary key,
    incident_id        bigint      not null references incident,
    role_key           text        not null,
    holding_id         bigint      not null references role_holding,
    to_login           text        not null,
    to_name            text        not null,
    to_deputy          boolean     not null,
    report_phase       text        not null,
    report_state       text        not null,
    report_tried       text        not null,
    report_ruled_out   text        not null,
    report_waiting_for text        not null,
    next_checkpoint    timestamptz not null,
    offered_at         timestamptz not null,
    answer_by          timestamptz not null,
    state              text        not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'UNANSWERED')),
    ended_at           timestamptz,
    reason             text,
    check ((state = 'OPEN') = (ended_at is null))
);
create unique index handover_open on handover (incident_id, role_key) where state = 'OPEN';
create index handover_due on handover (answer_by) where state = 'OPEN';
revoke delete, truncate on handover from ${appRole};
