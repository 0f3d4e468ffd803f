package dev.muster.checklist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an item's history.
 *
 * @param text the reason, the person, the link or the evidence, as the act has it
 */
public record ItemEvent(
        long item,
        Instant at,
        String actor,
        String actorName,
        ItemAct act,
        ItemState from,
        ItemState to,
        @Nullable String text) {}
