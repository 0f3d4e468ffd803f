package dev.muster.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/** How long the answers of the last hour took, the mean of each minute. */
final class Minutes {

    static final int KEPT = 60;

    private record Minute(Instant begins, long nanos, int answers) {}

    private final Deque<Minute> minutes = new ArrayDeque<>();

    void add(Duration took, Instant at) {
        Instant begins = at.truncatedTo(ChronoUnit.MINUTES);
        Minute last = minutes.peekLast();
        if (last != null && !last.begins().isBefore(begins)) {
            minutes.removeLast();
            minutes.addLast(new Minute(last.begins(), last.nanos() + took.toNanos(), last.answers() + 1));
            return;
        }
        minutes.addLast(new Minute(begins, took.toNanos(), 1));
        if (minutes.size() > KEPT) {
            minutes.removeFirst();
        }
    }

    /** In milliseconds, the oldest first, {@value #KEPT} of them; empty for a minute without an answer. */
    List<OptionalDouble> until(Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(KEPT - 1, ChronoUnit.MINUTES);
        List<OptionalDouble> means = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            Instant begins = first.plus(i, ChronoUnit.MINUTES);
            means.add(minutes.stream()
                    .filter(it -> it.begins().equals(begins))
                    .mapToDouble(it -> it.nanos() / 1e6 / it.answers())
                    .findFirst());
        }
        return means;
    }
}
