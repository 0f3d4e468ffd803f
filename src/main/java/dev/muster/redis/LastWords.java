package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.Hosts;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a Redis that keeps a log file of its own wrote there last; its service's log says nothing of why it ended. */
record LastWords(Hosts hosts, RedisPlace place) {

    private static final String FILE = "redis.log-file";
    private static final String LINES = "12";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Notes where the log is while somebody is there to be asked. */
    static void note(StepContext context, RedisPlace place) {
        Optional<String> file;
        try {
            file = place.server().setting("logfile");
        } catch (Refused down) {
            return;
        }
        file.filter(it -> it.startsWith("/")).ifPresent(it -> context.keepFact(FILE, it));
    }

    /** With a line's break before each; empty where there are none. */
    String tell(StepContext context) {
        Optional<String> file = context.fact(FILE);
        if (file.isEmpty()) {
            return "";
        }
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try {
            hosts.machine(place.host())
                    .run(Command.of(PATIENCE, "tail", "-n", LINES, "--", file.get()), (error, line) -> lines.add(line));
        } catch (Refused e) {
            return "\n" + file.get() + " cannot be read: " + e.getMessage();
        }
        synchronized (lines) {
            return "\n" + String.join("\n", lines);
        }
    }
}
