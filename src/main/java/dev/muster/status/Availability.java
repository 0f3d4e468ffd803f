package dev.muster.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of a stretch of time a service was there. What nobody saw and what was announced as maintenance counts neither
 * way.
 *
 * @param up it answered, also where it was degraded
 * @param down it did not, outside of maintenance
 * @param notCounted unknown, or in maintenance
 */
public record Availability(Duration up, Duration down, Duration notCounted) {

    /** @param transitions of the service, the oldest first, with the one before {@code from} where there is one */
    public static Availability of(
            List<Transition> transitions, List<Maintenance> maintenance, Instant from, Instant to) {
        Duration up = Duration.ZERO;
        Duration down = Duration.ZERO;
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            Instant begins = latest(transition.at(), from);
            Instant ends =
                    i + 1 < transitions.size() ? earliest(transitions.get(i + 1).at(), to) : to;
            Duration counted = outside(maintenance, begins, ends);
            switch (transition.state()) {
                case UP, DEGRADED -> up = up.plus(counted);
                case DOWN -> down = down.plus(counted);
                case UNKNOWN -> {}
            }
        }
        return new Availability(up, down, Duration.between(from, to).minus(up).minus(down));
    }

    private static Duration outside(List<Maintenance> maintenance, Instant from, Instant to) {
        Duration outside = Duration.ZERO;
        Instant at = from;
        for (Maintenance window : maintenance.stream()
                .sorted(java.util.Comparator.comparing(Maintenance::startsAt))
                .toList()) {
            Instant begins = earliest(window.startsAt(), to);
            if (at.isBefore(begins)) {
                outside = outside.plus(Duration.between(at, begins));
            }
            at = latest(at, window.endsAt());
        }
        return at.isBefore(to) ? outside.plus(Duration.between(at, to)) : outside;
    }

    /** From 0 to 1; empty while nothing was counted. */
    public OptionalDouble share() {
        long counted = up.plus(down).toMillis();
        return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) up.toMillis() / counted);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
