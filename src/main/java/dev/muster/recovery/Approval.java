package dev.muster.recovery;

import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What another person is asked to approve.
 *
 * @param position of the step that asks
 * @param hash of the plan, the parameters, the steps ahead with their commands, and what the pre-flight found
 * @param askedBy who launched the run, or asked again
 */
public record Approval(
        long id,
        int position,
        String hash,
        String launchedBy,
        String launchedName,
        String askedBy,
        String askedName,
        Instant askedAt) {

    /** After that the world is no longer the one that was looked at. */
    public static final Duration VALID = Duration.ofMinutes(15);

    public Instant expiresAt() {
        return askedAt.plus(VALID);
    }

    /** Why this person may not approve it now; empty when they may. The one rule for screens and services. */
    public Optional<String> refusal(Actor actor, Instant now) {
        if (!actor.role().includes(Role.COMMANDER)) {
            return Optional.of("Only a commander approves");
        }
        if (actor.login().equals(launchedBy)) {
            return Optional.of("You launched this run: another commander must approve it");
        }
        if (actor.login().equals(askedBy)) {
            return Optional.of("You asked for this approval: another commander must give it");
        }
        if (!now.isBefore(expiresAt())) {
            return Optional.of("The question has expired after " + VALID.toMinutes() + " minutes: ask again");
        }
        return Optional.empty();
    }
}
