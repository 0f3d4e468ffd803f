-- What was sent to one channel, word for word. Never changed afterwards.
create table message (
    id             bigint generated always as identity primary key,
    act            uuid        not null,
    incident_id    bigint      references incident,
    channel_key    text        not null,
    channel_title  text        not null,
    channel_kind   text        not null check (channel_kind in ('SLACK', 'EMAIL')),
    template_key   text,
    template_title text        not null,
    subject        text        not null check (length(subject) <= 220 and subject !~ '[\n\r]'),
    body           text        not null check (length(body) between 1 and 4200),
    exercise       boolean     not null,
    sent_by        text        not null,
    sent_by_name   text        not null,
    sent_at        timestamptz not null,
    unique (act, channel_key),
    check ((incident_id is null) = (template_key is null))
);
create index message_incident on message (incident_id, id);
revoke update, delete, truncate on message from ${appRole};

-- One recipient of a message, and how far it came. handed_over_at is set before the first byte of the text leaves.
create table message_delivery (
    id             bigint generated always as identity primary key,
    message_id     bigint      not null references message,
    recipient      text        not null check (length(recipient) between 1 and 254 and recipient !~ '[\n\r]'),
    delivery_key   uuid        not null unique,
    state          text        not null
        check (state in ('QUEUED', 'SENDING', 'RETRYING', 'SENT', 'FAILED', 'UNKNOWN', 'CANCELLED')),
    attempts       integer     not null default 0,
    next_at        timestamptz not null,
    worker         uuid,
    lease_until    timestamptz,
    handed_over_at timestamptz,
    sent_again     boolean     not null default false,
    reason         text        not null default '',
    changed_at     timestamptz not null,
    version        integer     not null default 0,
    unique (message_id, recipient),
    check (state <> 'SENDING' or (worker is not null and lease_until is not null))
);
create index message_delivery_due on message_delivery (next_at, id) where state in ('QUEUED', 'RETRYING');
create index message_delivery_sending on message_delivery (lease_until) where state = 'SENDING';
create index message_delivery_state on message_delivery (state, message_id);
revoke delete, truncate on message_delivery from ${appRole};
