# Finds PostgreSQL 14 or newer, server and client programs, else installs them.
# shellcheck shell=bash

postgres_fits() {
    local program major
    for program in initdb pg_ctl postgres pg_basebackup pg_dump pg_restore; do
        [ -x "$1/$program" ] || return 1
    done
    major=$("$1/postgres" --version | sed -nE 's/.*\(PostgreSQL\) ([0-9]+).*/\1/p')
    [ -n "$major" ] && [ "$major" -ge 14 ]
}

look_for_postgres() {
    local bin
    if [ -n "${MUSTER_PG_BIN:-}" ]; then
        postgres_fits "$MUSTER_PG_BIN" || fail "MUSTER_PG_BIN=$MUSTER_PG_BIN holds no PostgreSQL 14 or newer."
        FOUND_PG=$MUSTER_PG_BIN
        return 0
    fi
    while read -r bin; do
        if postgres_fits "$bin"; then
            FOUND_PG=$bin
            return 0
        fi
    done < <(
        ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV
        tr ':' '\n' <<<"$PATH"
    )
    return 1
}

find_postgres() {
    if ! look_for_postgres; then
        if may_install && apt_install postgresql postgresql-client; then
            # The package starts a server of its own on the usual port: nobody asked for it
            as_root systemctl disable --now postgresql >/dev/null 2>&1 ||
                as_root service postgresql stop >/dev/null 2>&1 || true
        fi
        look_for_postgres ||
            fail "PostgreSQL 14 or newer with server and client programs is needed: install it (Debian, Ubuntu: apt-get install postgresql) or set MUSTER_PG_BIN to its bin folder."
    fi
    say "$("$FOUND_PG/postgres" --version) in $FOUND_PG"
}

find_tools() {
    local tool
    for tool in setsid setpriv; do
        if ! command -v "$tool" >/dev/null; then
            may_install && apt_install util-linux || true
            command -v "$tool" >/dev/null || fail "$tool is needed: it is part of util-linux."
        fi
    done
}
