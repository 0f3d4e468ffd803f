create table account (
    id            bigint generated always as identity primary key,
    login         text        not null check (login ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    display_name  text        not null check (length(display_name) between 1 and 120),
    password_hash text        not null,
    role          text        not null check (role in ('VIEWER', 'RESPONDER', 'COMMANDER', 'ADMIN')),
    enabled       boolean     not null default true,
    created_at    timestamptz not null,
    version       integer     not null default 0,
    unique (login)
);

-- At most one open token; only its hash is kept.
create table setup_token (
    id         bigint generated always as identity primary key,
    token_hash text        not null,
    created_at timestamptz not null,
    used_at    timestamptz
);
create unique index setup_token_open on setup_token ((used_at is null)) where used_at is null;

-- Append only: each row carries the hash of the row before. Texts, not jsonb: the hash is over the exact bytes.
create table audit_entry (
    seq           bigint      not null primary key,
    at            timestamptz not null,
    actor         text        not null,
    actor_name    text        not null,
    actor_role    text        not null,
    origin        text        not null,
    action        text        not null,
    subject_type  text        not null,
    subject_id    text        not null,
    before_value  text,
    after_value   text,
    result        text        not null,
    previous_hash bytea       not null,
    hash          bytea       not null
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_subject on audit_entry (subject_type, subject_id);
revoke update, delete, truncate on audit_entry from ${appRole};
