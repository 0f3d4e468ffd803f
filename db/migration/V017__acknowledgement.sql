-- Somebody has read a message, or is known to have; each person once.
create table message_acknowledgement (
    id            bigint generated always as identity primary key,
    message_id    bigint      not null references message,
    reader        text        not null check (length(reader) between 1 and 200),
    at            timestamptz not null,
    noted_by      text        not null,
    noted_by_name text        not null,
    unique (message_id, reader)
);
revoke update, delete, truncate on message_acknowledgement from ${appRole};
