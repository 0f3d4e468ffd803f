-- Run once as a superuser. muster_owner migrates the schema; the console works as muster_app, which must never be a
-- member of muster_owner: it may add audit rows but not change or delete them.
create role muster_owner login;
create role muster_app login;
create database muster owner muster_owner encoding 'UTF8' template template0;
revoke all on database muster from public;
grant connect on database muster to muster_app;
\connect muster
alter schema public owner to muster_owner;
revoke all on schema public from public;
