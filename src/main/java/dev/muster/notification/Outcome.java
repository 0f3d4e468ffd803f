package dev.muster.notification;

import java.time.Duration;
import java.util.Optional;

/** What is known after a copy was tried. */
sealed interface Outcome {

    /** The receiver said that it has it. */
    record Arrived() implements Outcome {}

    /** It certainly has not arrived and may later; the receiver may have said when. */
    record TryAgain(String reason, Optional<Duration> after) implements Outcome {}

    /** It certainly has not arrived, and trying again would change nothing. */
    record Rejected(String reason) implements Outcome {}

    /** The words left and no answer came. */
    record Unsure(String reason) implements Outcome {}
}
