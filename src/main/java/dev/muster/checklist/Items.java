package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.plan.Phase;
import dev.muster.plan.Proof;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where checklists are kept. Whoever writes holds the incident's row. */
interface Items {

    void addAll(Incident incident, List<Phase> phases);

    /** The new item's number. */
    long add(Incident incident, Phase phase, int phasePosition, NewItem item);

    Optional<Item> find(long id);

    /** The items of an incident with those keys. */
    List<Item> find(IncidentId incident, List<String> keys);

    /** Items whose proof is of that kind, in incidents that may still be written; {@code incident} null: in any. */
    List<Item> bound(Proof.Kind kind, @Nullable IncidentId incident);

    /** Moves the item if it still has that version; false when somebody else was faster. */
    boolean move(Item item, Move move, Actor actor, Instant at);

    /** Puts it into hands, or into nobody's, and into that state, if it still has that version. */
    boolean assign(Item item, @Nullable String login, @Nullable String name, ItemState state, Actor actor, Instant at);

    /** Writes the note if that still has that version. */
    boolean note(long item, int noteVersion, String markdown);

    void addLink(long item, String title, String url, Actor actor, Instant at);

    /** The item that the link belongs to. */
    Optional<Long> linkedItem(long link);

    void removeLink(long link);

    void remember(ItemEvent event);

    /** The newest event of one of those acts. */
    Optional<ItemEvent> last(long item, Set<ItemAct> acts);

    /**
     * Where it goes and with what words; those of the state before are forgotten (the history keeps them).
     *
     * @param reason why it is blocked or not applicable
     */
    record Move(
            ItemState to,
            @Nullable String reason,
            @Nullable Evidence evidence,
            @Nullable String overrideReason) {

        static Move to(ItemState state) {
            return new Move(state, null, null, null);
        }
    }
}
