package dev.muster.notification;

import dev.muster.plan.Channel;
import java.util.Optional;

/** Carries copies over one kind of channel. */
interface Courier {

    Channel.Kind kind();

    /** Why it cannot carry anything to the channel as the plan has it, for people. */
    Optional<String> obstacle(Channel channel);

    /**
     * Tries once and tells what is known then. Never throws for what a receiver does.
     *
     * @param handOver is called exactly once before the first byte of the text leaves, and not at all when it does not
     *     come to that
     */
    Outcome deliver(Letter letter, Channel channel, HandOver handOver);

    /** Writes down that from now on the copy may have arrived. */
    @FunctionalInterface
    interface HandOver {

        /** @throws LostCopy when another console has it in hand by now: nothing may leave */
        void begins();
    }

    /** Another console looks after the copy. */
    final class LostCopy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostCopy() {
            super("another console looks after this copy");
        }
    }
}
