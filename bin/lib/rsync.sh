# Finds rsync, which copies files of the estate, else installs it where it may.
# shellcheck shell=bash

look_for_rsync() {
    command -v rsync >/dev/null
}

find_rsync() {
    if ! look_for_rsync && may_install && apt_install rsync; then
        # The package may bring a server of its own: nobody asked for it
        as_root systemctl disable --now rsync >/dev/null 2>&1 || true
    fi
    if look_for_rsync; then
        say "rsync is there"
    elif [ "${1:-}" = needed ]; then
        fail "rsync is needed for the tests: install it (Debian, Ubuntu: apt-get install rsync)."
    else
        say "rsync is not there and could not be installed (Debian, Ubuntu: apt-get install rsync): files are not copied"
    fi
}
