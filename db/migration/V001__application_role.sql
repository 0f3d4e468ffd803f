-- The console signs in as ${appRole}; migrations run as the owner. What the role may do is stated per table.
grant usage on schema public to ${appRole};
alter default privileges in schema public grant select, insert, update, delete on tables to ${appRole};
alter default privileges in schema public grant usage, select on sequences to ${appRole};
