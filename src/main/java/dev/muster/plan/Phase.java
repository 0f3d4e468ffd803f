package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of the recovery checklist.
 *
 * @param from start of its window, from declaration
 * @param to end of its window, from declaration
 */
public record Phase(String key, String title, Duration from, Duration to, List<Item> items) {

    /**
     * @param role key of the team role that owns it
     * @param procedure key of a procedure that can be launched from it
     */
    public record Item(String key, String title, Optional<String> role, Optional<String> procedure) {}
}
