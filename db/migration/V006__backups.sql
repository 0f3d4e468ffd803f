create table backup (
    id                bigint generated always as identity primary key,
    policy_key        text        not null,
    source            text        not null,
    storage_key       text        not null,
    location          text        not null,
    state             text        not null check (state in ('RUNNING', 'GOOD', 'FAILED')),
    reason            text,
    run_id            bigint references run,
    started_at        timestamptz not null,
    snapshot_at       timestamptz,
    ended_at          timestamptz,
    bytes             bigint,
    rows              bigint,
    manifest_sha256   text,
    system_identifier text,
    server_version    text,
    wal_position      text,
    proved_at         timestamptz,
    proved_by_run     bigint references run,
    version           integer     not null default 0
);
create index backup_newest on backup (source, snapshot_at desc) where state = 'GOOD';
