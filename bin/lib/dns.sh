# Finds BIND, which the tests of DNS updates run, else installs it.
# shellcheck shell=bash

look_for_bind() {
    local program
    for program in /usr/sbin/named /usr/local/sbin/named /usr/bin/named; do
        if [ -x "$program" ]; then
            FOUND_BIND=$program
            return 0
        fi
    done
    return 1
}

find_bind() {
    if ! look_for_bind; then
        if may_install && apt_install bind9; then
            # The package starts a server of its own on the usual port: nobody asked for it
            as_root systemctl disable --now named >/dev/null 2>&1 || as_root service named stop >/dev/null 2>&1 || true
        fi
        look_for_bind ||
            fail "BIND is needed for the tests of DNS updates: install it (Debian, Ubuntu: apt-get install bind9)."
    fi
    say "BIND in $FOUND_BIND"
}
