# Finds the OpenSSH server and the key programs that the tests run, else installs them.
# shellcheck shell=bash

look_for_sshd() {
    local program
    for program in /usr/sbin/sshd /usr/local/sbin/sshd /usr/bin/sshd; do
        if [ -x "$program" ]; then
            FOUND_SSHD=$program
            return 0
        fi
    done
    return 1
}

find_ssh() {
    local tool
    if ! look_for_sshd; then
        if may_install && apt_install openssh-server; then
            # The package starts a server of its own on the usual port: nobody asked for it
            as_root systemctl disable --now ssh >/dev/null 2>&1 || as_root service ssh stop >/dev/null 2>&1 || true
        fi
        look_for_sshd ||
            fail "the OpenSSH server is needed for the tests: install it (Debian, Ubuntu: apt-get install openssh-server)."
    fi
    for tool in ssh-keygen ssh-agent ssh-add; do
        if ! command -v "$tool" >/dev/null; then
            may_install && apt_install openssh-client || true
            command -v "$tool" >/dev/null || fail "$tool is needed for the tests: it is part of the OpenSSH client."
        fi
    done
    say "OpenSSH server in $FOUND_SSHD"
}
