# Finds a Docker engine for the container estate, else installs one and starts it for the time of this run.
# shellcheck shell=bash

ENGINE_MARK=/run/muster-test-dockerd
ENGINE_LOG=/var/log/muster-test-dockerd.log

engine_answers() { command -v docker >/dev/null && timeout 20 docker version >/dev/null 2>&1; }

may_start_engine() { [ "$(id -u)" = 0 ] && [ -d /sys/fs/cgroup ] && { command -v dockerd >/dev/null || may_install; }; }

install_engine() {
    local missing=()
    command -v dockerd >/dev/null && command -v docker >/dev/null || missing+=(docker.io)
    command -v iptables >/dev/null || missing+=(iptables)
    [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
}

# Away from this script's group and without its streams and locks: it lives until stop_engine.
start_engine() {
    local waited=0
    say "Starting a Docker engine for this run"
    setsid dockerd --pidfile "$ENGINE_MARK" </dev/null >"$ENGINE_LOG" 2>&1 8>&- 9>&- &
    until engine_answers; do
        waited=$((waited + 1))
        if [ "$waited" -gt 60 ]; then
            tail -5 "$ENGINE_LOG" >&2
            return 1
        fi
        sleep 0.5
    done
}

have_engine() {
    engine_answers && return 0
    may_start_engine && install_engine || return 1
    engine_answers && return 0
    start_engine
}

have_images() {
    local log
    if ! docker image inspect debian:bookworm-slim >/dev/null 2>&1; then
        command -v debootstrap >/dev/null || { may_install && apt_install debootstrap; } || return 1
    fi
    log=$(mktemp)
    say "Images of the container estate (the first time takes two to three minutes)"
    if ! docker/estate/build </dev/null >"$log" 2>&1; then
        tail -15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# find_docker: the container estate's tests run where this succeeds. Elsewhere they are skipped, which Maven counts, or
# with MUSTER_CONTAINERS=required the run ends here.
find_docker() {
    local why
    export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost
    trap release_docker EXIT
    if [ "$(id -u)" = 0 ]; then
        # Test runs start and stop an engine one after the other (8) and use it side by side (9)
        exec 8>"$ENGINE_MARK.turn" 9>"$ENGINE_MARK.users"
        flock 8
        flock -s 9
    fi
    why="a Docker engine that answers, or root on Debian or Ubuntu to install docker.io and iptables and start one"
    if have_engine && why="their images, which docker/estate/build could not make (see above)" && have_images; then
        say "Docker engine $(docker version --format '{{.Server.Version}}')"
    else
        [ "${MUSTER_CONTAINERS:-}" != required ] || fail "the container estate needs $why"
        say "Tests on the container estate are SKIPPED: they need $why"
    fi
    [ "$(id -u)" != 0 ] || flock -u 8
}

# Takes away what killed tests left, and the engine when a test run started it and this is the last one that uses it.
release_docker() {
    local pid
    engine_answers || return 0
    remove_left_estates
    [ "$(id -u)" = 0 ] && [ -s "$ENGINE_MARK" ] || return 0
    pid=$(cat "$ENGINE_MARK")
    flock 8
    flock -n 9 || return 0
    say "Stopping the Docker engine"
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 120); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.5
    done
    say "the Docker engine, process $pid, did not stop within a minute"
}

# Containers and networks of an estate name the process of their test run.
remove_left_estates() {
    local label=dev.muster.estate id owner
    docker ps --all --filter "label=$label" --format "{{.ID}} {{.Label \"$label\"}}" | while read -r id owner; do
        kill -0 "$owner" 2>/dev/null || docker rm --force --volumes "$id" >/dev/null
    done
    docker network ls --filter "label=$label" --format "{{.ID}} {{.Label \"$label\"}}" | while read -r id owner; do
        kill -0 "$owner" 2>/dev/null || docker network rm "$id" >/dev/null
    done
}
