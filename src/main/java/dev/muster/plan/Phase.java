package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of the recovery checklist.
 *
 * @param from start of its window, from declaration
 * @param to end of its window, from declaration
 * @param silence while it is worked, the scribe is asked what happened when nothing was written down for so long
 */
public record Phase(String key, String title, Duration from, Duration to, Duration silence, List<Item> items) {

    /** The silence of a phase that states none. */
    public static final Duration SILENCE = Duration.ofMinutes(20);

    public Phase(String key, String title, Duration from, Duration to, List<Item> items) {
        this(key, title, from, to, SILENCE, items);
    }

    /**
     * @param role key of the team role that owns it
     * @param procedure key of a procedure that can be launched from it
     * @param needs keys of the items that must be settled before it
     * @param proof what a machine must have seen for it to be done; it then ticks itself
     */
    public record Item(
            String key,
            String title,
            Optional<String> role,
            Optional<String> procedure,
            List<String> needs,
            Optional<Proof> proof) {

        /** An item that needs no other and that a person ticks. */
        public Item(String key, String title, Optional<String> role, Optional<String> procedure) {
            this(key, title, role, procedure, List.of(), Optional.empty());
        }
    }
}
