package dev.muster.host;

import java.time.Duration;

/** Ends a command's process group on its machine, politely first where there is time, and learns what became of it. */
final class RemoteEnding implements CommandListener {

    // $1 process and group, $2 its start, $3 the watcher, which is of the group but is no work, $4 sudo or nothing,
    // $5 seconds of politeness. Of the fields after the name 1 is the state, 3 the group, 20 the start.
    private static final String SCRIPT = """
            group=$1 start=$2 watcher=$3 sudo=$4 polite=$5
            works() {
              for file in /proc/[0-9]*/stat; do
                read -r line <"$file" || continue
                id=${file#/proc/}
                set -- ${line##*) }
                [ "$3" = "$group" ] && [ "$1" != Z ] && [ "${id%/stat}" != "$watcher" ] && return 0
              done
              return 1
            }
            signal() {
              kill -s "$1" -- "-$group"
              [ -z "$sudo" ] || sudo -n -- kill -s "$1" -- "-$group"
            }
            wait_until_gone() {
              rounds=$1
              while works; do
                [ "$rounds" -gt 0 ] || return 1
                rounds=$((rounds - 1))
                sleep 0.2
              done
            }
            {
              if read -r line <"/proc/$group/stat"; then
                set -- ${line##*) }
                [ "${20}" = "$start" ] || { echo GONE; exit 0; }
              fi
              works || { kill -s KILL -- "-$group"; echo GONE; exit 0; }
              [ "$polite" = 0 ] || { signal TERM; wait_until_gone $((polite * 5)); }
              signal KILL
              if wait_until_gone 25; then echo ENDED; else echo RUNS; fi
            } 2>/dev/null
            """;

    private final RemoteStart start;
    private final boolean sudo;
    private final Duration polite;
    private volatile RemoteFate fate = RemoteFate.RUNS;

    RemoteEnding(RemoteStart start, boolean sudo, Duration polite) {
        this.start = start;
        this.sudo = sudo;
        this.polite = polite;
    }

    Command command(Duration timeout) {
        return Command.of(
                timeout,
                "/bin/sh",
                "-c",
                SCRIPT,
                "muster",
                Long.toString(start.pid()),
                Long.toString(start.startTicks()),
                Long.toString(start.watcher()),
                sudo ? "sudo" : "",
                Long.toString(polite.toSeconds()));
    }

    @Override
    public void line(boolean error, String line) {
        for (RemoteFate one : RemoteFate.values()) {
            if (!error && one.name().equals(line)) {
                fate = one;
            }
        }
    }

    RemoteFate fate() {
        return fate;
    }
}
