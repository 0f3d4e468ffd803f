package dev.muster.ui.incident;

import dev.muster.checklist.Item;
import dev.muster.checklist.ItemState;
import dev.muster.checklist.RoomQuery;
import dev.muster.checklist.SilenceQuery.Silence;
import dev.muster.command.Holding;
import dev.muster.incident.Incident;
import dev.muster.objective.Clocks;
import dev.muster.objective.Figures;
import dev.muster.plan.Plan;
import dev.muster.recovery.RunQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What everybody in one room looks at; read once per change and shared by all who are there. */
record RoomState(
        RoomQuery.Room room,
        List<RunQuery.Summary> runs,
        Figures figures,
        Clocks clocks,
        Plan plan,
        Optional<Silence> silence,
        Optional<Holding> commander) {

    RoomState with(RoomQuery.Room newer) {
        return new RoomState(newer, runs, figures, clocks, plan, silence, commander);
    }

    /** Whether all that stands around the checklist is the same: a tick alone changes none of it at once. */
    boolean sameFrame(RoomState other) {
        return incident().equals(other.incident())
                && clocks.equals(other.clocks)
                && figures.equals(other.figures)
                && plan.equals(other.plan)
                && commander.equals(other.commander);
    }

    Incident incident() {
        return room.incident();
    }

    /** Position of the phase where the work is: the first that is not complete; after the last one when all are. */
    int currentPhase() {
        return room.phaseOfWork()
                .map(RoomQuery.PhaseRow::position)
                .orElse(room.phases().size() + 1);
    }

    /** The item to work on next; empty when nothing is left or nothing may be written any more. */
    Optional<Item> next() {
        if (!incident().state().writable()) {
            return Optional.empty();
        }
        List<Item> left = room.open();
        // What waits for something else is no next action, unless nothing is left that does not wait.
        return left.stream()
                .filter(it -> it.state() != ItemState.BLOCKED
                        && ItemBadges.openNeeds(room, it).isEmpty())
                .findFirst()
                .or(() -> left.stream().findFirst());
    }

    /** Number of the next item; 0 when there is none. */
    long nextId() {
        return next().map(Item::id).orElse(0L);
    }

    Stream<Item> items() {
        return room.phases().stream().flatMap(it -> it.items().stream());
    }

    /** All rows as that viewer sees them. */
    Stream<SharedRows.Row> rows(Viewer viewer, SharedRows rows) {
        long next = nextId();
        return items().map(it -> rows.of(ItemFacts.of(this, it, it.id() == next, viewer)));
    }

    Optional<Item> item(long id) {
        return items().filter(it -> it.id() == id).findFirst();
    }

    Optional<RoomQuery.PhaseRow> phase(int position) {
        return room.phases().stream().filter(it -> it.position() == position).findFirst();
    }

    Optional<RunQuery.Summary> newestRun(long item) {
        return runs.stream()
                .filter(it -> it.item() != null && it.item() == item)
                .max(Comparator.comparing(RunQuery.Summary::launchedAt));
    }
}
