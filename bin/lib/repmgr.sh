# Finds repmgr for the PostgreSQL that find_postgres has found, which the bench of failovers is compared with, else installs
# it where it may.
# shellcheck shell=bash

look_for_repmgr() {
    [ -x "$FOUND_PG/repmgr" ] && [ -x "$FOUND_PG/repmgrd" ]
}

# find_repmgr: where it does not succeed, the bench goes without and says so.
find_repmgr() {
    local major package
    major=$("$FOUND_PG/postgres" --version | sed -nE 's/.*\(PostgreSQL\) ([0-9]+).*/\1/p')
    # Not the package "repmgr": that is the one for the newest PostgreSQL, and would bring it
    package=postgresql-$major-repmgr
    # A PostgreSQL of somebody's own is not where the package puts its programs
    if ! look_for_repmgr && [ "$FOUND_PG" = "/usr/lib/postgresql/$major/bin" ] && may_install && apt_install "$package"; then
        # The package may start a daemon of its own: nobody asked for it
        as_root systemctl disable --now repmgrd >/dev/null 2>&1 || as_root service repmgrd stop >/dev/null 2>&1 || true
    fi
    if look_for_repmgr; then
        say "$("$FOUND_PG/repmgr" --version 2>/dev/null | head -1) for PostgreSQL $major"
    else
        say "repmgr is SKIPPED: the comparison needs repmgr and repmgrd in $FOUND_PG (Debian, Ubuntu: apt-get install $package)"
    fi
}
