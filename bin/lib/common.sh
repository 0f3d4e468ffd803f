# Shared by bin/run, bin/test and bin/bench: says what it does, finds or installs what is needed.
# shellcheck shell=bash

say() { printf '\033[2m%s\033[0m\n' "  $*"; }
fail() {
    printf '%s: %s\n' "bin/$(basename "$0")" "$*" >&2
    exit 1
}
if [ ! -t 1 ]; then
    say() { printf '  %s\n' "$*"; }
fi

cd_to_project() {
    cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
    PROJECT=$PWD
    if [ -e target ] && [ ! -w target ]; then
        fail "$PROJECT/target belongs to $(stat -c %U target 2>/dev/null || echo somebody else): remove it or run as that user"
    fi
    [ -w . ] || [ -w target ] || fail "$PROJECT is not writable for $(id -un): copy it to a folder of yours"
}

# Runs a command as root, without ever asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

APT_UPDATED=
# apt_install PACKAGE...: quiet; its log is shown when it fails.
apt_install() {
    local log
    log=$(mktemp)
    if [ -z "$APT_UPDATED" ]; then
        say "Reading the package lists"
        as_root apt-get -qq update </dev/null >"$log" 2>&1 || true
        APT_UPDATED=1
    fi
    say "Installing $*"
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "$@" \
        </dev/null >"$log" 2>&1; then
        tail -15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

apt_has() { [ -n "$(apt-cache --quiet=0 policy "$1" 2>/dev/null | grep -E 'Candidate: [^(]')" ]; }
