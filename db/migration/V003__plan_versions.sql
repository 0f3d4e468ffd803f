create table plan_version (
    id        bigint generated always as identity primary key,
    hash      text        not null unique,
    name      text        not null,
    source    text        not null,
    yaml      text        not null,
    loaded_at timestamptz not null
);
revoke update, delete, truncate on plan_version from ${appRole};

-- Which version was put in force when; the newest row counts. A version may come back, so its own age says nothing.
create table plan_in_force (
    id              bigint generated always as identity primary key,
    plan_version_id bigint      not null references plan_version,
    since           timestamptz not null
);
revoke update, delete, truncate on plan_in_force from ${appRole};
