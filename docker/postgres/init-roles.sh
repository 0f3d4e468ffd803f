#!/usr/bin/env bash
# Runs once, on the first start of an empty database volume: both roles, their passwords and the database.
set -euo pipefail

as_superuser() { psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres "$@"; }

as_superuser --file /etc/muster/roles.sql
# psql reads the passwords itself, so they stand on no command line.
as_superuser <<'SQL'
\set owner_password `cat /run/secrets/MUSTER_DATABASE_OWNER_PASSWORD`
\set app_password `cat /run/secrets/MUSTER_DATABASE_PASSWORD`
alter role muster_owner password :'owner_password';
alter role muster_app password :'app_password';
SQL
