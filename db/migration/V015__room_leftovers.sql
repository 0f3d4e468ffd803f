alter table checklist_item drop constraint checklist_item_proof_kind_check;
alter table checklist_item
    add constraint checklist_item_proof_kind_check
        check (proof_kind in ('RUN', 'BACKUP_PROVED', 'SERVICES_UP', 'STATUS_PAGE_UPDATED'));

-- The marks of a whole story are read with every change of its room.
create index timeline_entry_corrections on timeline_entry (incident_id) where corrects is not null;

-- Somebody said that the public status page tells of the incident now.
create table status_page_update (
    id           bigint generated always as identity primary key,
    incident_id  bigint      not null references incident,
    channel      text        not null,
    at           timestamptz not null,
    updated_by   text        not null,
    updated_name text        not null,
    text         text        not null check (length(text) between 1 and 200)
);
create index status_page_update_incident on status_page_update (incident_id, id);
revoke update, delete, truncate on status_page_update from ${appRole};

-- A person went past what protects the recovery; a commander looks at each before the incident is closed.
create table break_glass_act (
    id            bigint generated always as identity primary key,
    incident_id   bigint      not null references incident,
    at            timestamptz not null,
    actor         text        not null,
    actor_name    text        not null,
    text          text        not null,
    reviewed_by   text,
    reviewed_name text,
    reviewed_at   timestamptz,
    check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (reviewed_name is null))
);
create index break_glass_act_incident on break_glass_act (incident_id, id);
revoke update, delete, truncate on break_glass_act from ${appRole};
grant update (reviewed_by, reviewed_name, reviewed_at) on break_glass_act to ${appRole};

-- Those of incidents that were declared before.
insert into break_glass_act (incident_id, at, actor, actor_name, text)
    select i.incident_id, e.at, e.actor, e.actor_name, 'Ticked by hand ' || i.title || ': ' || coalesce(e.text, '')
    from item_event e
    join checklist_item i on i.id = e.item_id
    where e.act = 'OVERRIDDEN'
    order by e.id;
