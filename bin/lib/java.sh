# Finds a JDK 25 or newer: JAVA_HOME, the usual places, what is on the path, else apt.
# shellcheck shell=bash

java_major() {
    [ -x "$1/bin/javac" ] || return 1
    "$1/bin/javac" -version 2>&1 | sed -nE 's/^javac ([0-9]+).*/\1/p'
}

jdk_fits() {
    local major
    major=$(java_major "$1") && [ -n "$major" ] && [ "$major" -ge 25 ]
}

jdk_candidates() {
    [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
    local home
    for home in /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -d "$home" ] && echo "$home"
    done
    if command -v javac >/dev/null; then
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
}

look_for_jdk() {
    local home
    while read -r home; do
        if jdk_fits "$home"; then
            JAVA_HOME=$home
            return 0
        fi
    done < <(jdk_candidates)
    return 1
}

find_jdk() {
    if ! look_for_jdk && may_install; then
        [ -n "$APT_UPDATED" ] || { as_root apt-get -qq update </dev/null >/dev/null 2>&1 || true; APT_UPDATED=1; }
        local package
        for package in openjdk-25-jdk-headless temurin-25-jdk openjdk-25-jdk java-25-amazon-corretto-jdk; do
            if apt_has "$package" && apt_install "$package"; then
                break
            fi
        done
        look_for_jdk || true
    fi
    jdk_fits "${JAVA_HOME:-/nowhere}" ||
        fail "a JDK 25 or newer is needed and none was found. Install one (for example Eclipse Temurin 25) and set JAVA_HOME to its folder."
    export JAVA_HOME
    export PATH="$JAVA_HOME/bin:$PATH"
    say "JDK $(java_major "$JAVA_HOME") in $JAVA_HOME"
}

find_maven() {
    local version
    if ! command -v mvn >/dev/null && may_install; then
        apt_install maven || true
    fi
    command -v mvn >/dev/null || fail "Maven 3.8 or newer is needed: install it (Debian, Ubuntu: apt-get install maven)."
    version=$(mvn --version 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -1)
    read -r major minor <<<"$version"
    if [ "${major:-0}" -lt 3 ] || { [ "$major" = 3 ] && [ "$minor" -lt 8 ]; }; then
        fail "Maven 3.8 or newer is needed, $(command -v mvn) is ${major:-?}.${minor:-?}."
    fi
}

# Maven for a machine: no colours of its own, no download bars, no questions.
maven() { mvn -B -ntp "$@" </dev/null; }
