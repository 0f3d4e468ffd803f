package dev.muster.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. After five wrong passwords for one name from one address the next try must wait, longer each
 * time. The same name from another address is not held up, so nobody can lock the commander out.
 */
@Component
class SignInBrake {

    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_ENTRIES = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {}

    SignInBrake(Clock clock) {
        this.clock = clock;
    }

    /** How long the next try must still wait; zero when it may come. */
    Duration wait(String login, String address) {
        Failures seen = failures.get(key(login, address));
        if (seen == null || seen.count < FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), seen.last.plus(pauseAfter(seen.count)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void failed(String login, String address) {
        if (failures.size() >= MOST_ENTRIES) {
            failures.values().removeIf(it -> it.last.isBefore(clock.instant().minus(LONGEST_WAIT)));
        }
        failures.merge(
                key(login, address),
                new Failures(1, clock.instant()),
                (old, one) -> new Failures(old.count + 1, one.last));
    }

    void succeeded(String login, String address) {
        failures.remove(key(login, address));
    }

    private static Duration pauseAfter(int count) {
        Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE_TRIES, 9));
        return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
    }

    private static String key(String login, String address) {
        return (login.length() > 64 ? login.substring(0, 64) : login) + "@" + address;
    }
}
