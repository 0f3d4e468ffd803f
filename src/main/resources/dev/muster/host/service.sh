# Starts, stops and looks at a plain process by its pid file, with what every Linux has.
# $1 running, start or stop; $2 pid file; $3 log file; $4 directory; the rest is the service's own command line.
# The pid file holds the process id and its start in milliseconds, since ids are used again.
# Exit: 0 done, or it runs; 3 it does not run; 1 failed, with the reason on standard error.
verb=$1 pid_file=$2 log_file=$3 directory=$4
shift 4

# started_at PID: its start in milliseconds since 1970; fails when it is gone or only waits for its parent
started_at() {
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    after_name=${line##*) }
    case $after_name in Z*) return 1 ;; esac
    ticks=$(echo "$after_name" | cut -d ' ' -f 20)
    boot=$(sed -n 's/^btime //p' /proc/stat)
    echo $((boot * 1000 + ticks * 1000 / $(getconf CLK_TCK)))
}

# fits PID EXPECTED: whether it is the process that the file speaks of
fits() {
    at=$(started_at "$1") || return 1
    case $2 in
        '' | *[!0-9]*) # another hand wrote the file: the process is older than it
            [ $((at / 1000)) -le $(($(stat -c %Y "$pid_file") + 2)) ]
            ;;
        *) [ $((at - $2)) -le 2000 ] && [ $(($2 - at)) -le 2000 ] ;;
    esac
}

# The process of the file, else one that carries our mark: whoever started it could not write the file any more.
known() {
    if [ -f "$pid_file" ]; then
        { read -r pid && read -r expected; } <"$pid_file"
        case $pid in
            '' | *[!0-9]*) ;;
            *)
                if fits "$pid" "${expected-}"; then
                    echo "$pid"
                    return 0
                fi
                ;;
        esac
    fi
    for environment in $(grep -lszxF "MUSTER_SERVICE=$pid_file" /proc/[0-9]*/environ 2>/dev/null); do
        pid=${environment#/proc/}
        pid=${pid%/environ}
        parent=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null)
        if started_at "$pid" >/dev/null && ! grep -qszxF "MUSTER_SERVICE=$pid_file" "/proc/$parent/environ"; then
            remember "$pid"
            echo "$pid"
            return 0
        fi
    done
    return 1
}

remember() {
    mkdir -p "$(dirname "$pid_file")" && printf '%s\n%s\n' "$1" "$(started_at "$1")" >"$pid_file.new" &&
        mv -f "$pid_file.new" "$pid_file"
}

# ended PID TENTHS: waits so long
ended() {
    rounds=$2
    while started_at "$1" >/dev/null; do
        [ "$rounds" -gt 0 ] || return 1
        rounds=$((rounds - 1))
        sleep 0.1
    done
}

start() {
    known >/dev/null && return 0
    mkdir -p "$(dirname "$log_file")" && cd "$directory" || return 1
    # a session of its own: it outlives this script and the connection; nothing of their environment goes with it
    setsid env -i LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC PATH="$PATH" HOME="${HOME-/}" MUSTER_SERVICE="$pid_file" "$@" \
        </dev/null >>"$log_file" 2>&1 &
    pid=$!
    remember "$pid" || {
        kill -s KILL "$pid"
        return 1
    }
    if ended "$pid" 5; then
        rm -f "$pid_file"
        echo "it ended at once. Its last words:" >&2
        tail -c 2000 "$log_file" >&2
        return 1
    fi
}

stop() {
    if pid=$(known); then
        kill -s TERM "$pid"
        if ! ended "$pid" 150; then
            kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid"
            ended "$pid" 100 || {
                echo "process $pid does not stop" >&2
                return 1
            }
        fi
    fi
    rm -f "$pid_file"
}

case $verb in
    running) known >/dev/null || exit 3 ;;
    start) start "$@" || exit 1 ;;
    stop) stop || exit 1 ;;
esac
