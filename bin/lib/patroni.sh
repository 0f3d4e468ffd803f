# Finds Patroni and etcd, which the tests on a cluster of Patroni run, else installs them where it may.
# shellcheck shell=bash

look_for_patroni() {
    command -v patroni >/dev/null && command -v etcd >/dev/null && etcd_client
}

# Debian's Patroni runs in Debian's Python, and only recommends what it speaks to etcd with.
etcd_client() {
    local python
    python=$(sed -nE '1s/^#! *([^ ]*python[0-9.]*).*/\1/p' "$(command -v patroni)")
    "${python:-python3}" -c 'import etcd, psycopg2' 2>/dev/null ||
        "${python:-python3}" -c 'import etcd, psycopg' 2>/dev/null
}

# find_patroni: where it does not succeed, its tests are skipped, which Maven counts, or with MUSTER_PATRONI=required the run
# ends here.
find_patroni() {
    if ! look_for_patroni && may_install && apt_install patroni etcd-server python3-etcd; then
        # The packages start servers of their own on the usual ports: nobody asked for them
        as_root systemctl disable --now patroni etcd >/dev/null 2>&1 || as_root service etcd stop >/dev/null 2>&1 || true
    fi
    if look_for_patroni; then
        say "Patroni $(patroni --version 2>/dev/null | sed -E 's/^patroni //') and $(etcd --version 2>/dev/null | head -1)"
        return 0
    fi
    [ "${MUSTER_PATRONI:-}" != required ] ||
        fail "Patroni and etcd are needed for the tests: install them (Debian, Ubuntu: apt-get install patroni etcd-server python3-etcd)."
    say "Tests on a cluster of Patroni are SKIPPED: they need patroni, etcd-server and python3-etcd (Debian, Ubuntu: apt-get)"
}
