package dev.muster.checklist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item for one incident only.
 *
 * @param phase key of a phase of the incident's plan
 * @param ownerRole key of a team role of that plan; null: nobody's
 * @param dueAt null: the end of the phase's window
 */
public record NewItem(
        String phase,
        String title,
        @Nullable String ownerRole,
        @Nullable Instant dueAt) {}
