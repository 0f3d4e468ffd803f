package dev.muster.checklist;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Proof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item of an incident's checklist.
 *
 * @param key the item's key in the plan; of one that was added for this incident, made up
 * @param phase key of its phase
 * @param ownerRole key of the team role in the plan that owns it
 * @param procedure key of the procedure that can be launched from it
 * @param reason why it is blocked or not applicable
 * @param person login of who has it in hand; null: whoever holds the role
 * @param note Markdown as it was typed; empty when there is none
 * @param noteVersion goes up with each change of the note alone
 * @param needs keys of the items that must be settled before
 * @param proof what a machine must have seen; it then ticks itself
 * @param evidence what the machine saw; null unless it ticked itself
 * @param overrideReason why a person ticked it without its proof, or before what it needs
 * @param added only in this incident, not in the plan
 * @param changedBy login of who moved its state last
 * @param version goes up with each change but those of the note
 */
public record Item(
        long id,
        IncidentId incident,
        String key,
        String phase,
        String title,
        @Nullable String ownerRole,
        @Nullable String procedure,
        ItemState state,
        @Nullable String reason,
        @Nullable String person,
        @Nullable String personName,
        Instant dueAt,
        String note,
        int noteVersion,
        List<Link> links,
        List<String> needs,
        Optional<Proof> proof,
        @Nullable Evidence evidence,
        @Nullable String overrideReason,
        boolean added,
        @Nullable String changedBy,
        @Nullable String changedName,
        @Nullable Instant changedAt,
        int version) {

    public Item {
        links = List.copyOf(links);
        needs = List.copyOf(needs);
    }

    /** A page that belongs to it; the address begins with http:// or https://. */
    public record Link(long id, String title, String url) {}

    public boolean done() {
        return state == ItemState.DONE;
    }

    /** Nobody has to do anything about it any more. */
    public boolean settled() {
        return state.settled();
    }
}
