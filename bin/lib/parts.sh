# Finds the parts of the practice estate that it can do without, Redis and nginx, else installs them where it may.
# shellcheck shell=bash

look_for_part() {
    local folder
    for folder in /usr/bin /usr/sbin /usr/local/bin /usr/local/sbin; do
        [ ! -x "$folder/$1" ] || return 0
    done
    command -v "$1" >/dev/null
}

# find_part PROGRAM PACKAGE
find_part() {
    if ! look_for_part "$1"; then
        if may_install && apt_install "$2"; then
            # The package starts a server of its own on the usual port: nobody asked for it
            as_root systemctl disable --now "$2" >/dev/null 2>&1 || as_root service "$2" stop >/dev/null 2>&1 || true
        fi
        look_for_part "$1" || {
            say "$1 is not there and could not be installed (Debian, Ubuntu: apt-get install $2): the estate goes without"
            return 0
        }
    fi
    say "$1 is there"
}

find_parts() {
    find_part redis-server redis-server
    find_part nginx nginx
}
