package dev.muster.checklist;

import dev.muster.incident.IncidentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of an incident's checklist.
 *
 * @param key the item's key in the plan
 * @param ownerRole key of the team role in the plan that owns it
 * @param procedure key of the procedure that can be launched from it
 * @param changedBy login of who moved it last
 */
public record Item(
        long id,
        IncidentId incident,
        String key,
        String title,
        @Nullable String ownerRole,
        @Nullable String procedure,
        ItemState state,
        @Nullable String changedBy,
        @Nullable String changedName,
        @Nullable Instant changedAt,
        int version) {

    public boolean done() {
        return state == ItemState.DONE;
    }
}
