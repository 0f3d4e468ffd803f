create table plan_version (
    id        bigint generated always as identity primary key,
    hash      text        not null unique,
    name      text        not null,
    source    text        not null,
    yaml      text        not null,
    loaded_at timestamptz not null
);
revoke update, delete, truncate on plan_version from ${appRole};
