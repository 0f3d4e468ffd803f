# Finds the Chromium that Playwright drives, else installs it.
# shellcheck shell=bash

look_for_chromium() {
    local name
    if [ -n "${MUSTER_CHROMIUM:-}" ]; then
        [ -x "$MUSTER_CHROMIUM" ] || fail "MUSTER_CHROMIUM=$MUSTER_CHROMIUM is not a program."
        return 0
    fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        if MUSTER_CHROMIUM=$(command -v "$name"); then
            return 0
        fi
    done
    return 1
}

find_chromium() {
    if ! look_for_chromium; then
        may_install && apt_install chromium || true
        look_for_chromium ||
            fail "Chromium is needed for the browser tests: install it (Debian: apt-get install chromium) or set MUSTER_CHROMIUM to its program."
    fi
    export MUSTER_CHROMIUM
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    say "Chromium in $MUSTER_CHROMIUM"
}
