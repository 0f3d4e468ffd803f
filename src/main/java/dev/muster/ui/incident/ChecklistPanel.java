package dev.muster.ui.incident;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.shared.Registration;
import dev.muster.checklist.RoomQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The phases with their items. Ticks and openings of all rows arrive here. */
final class ChecklistPanel extends Div {

    private final Map<Integer, PhasePanel> phases = new HashMap<>();
    private final Viewer viewer;
    private final SharedRows rows;

    ChecklistPanel(Viewer viewer, SharedRows rows) {
        this.viewer = viewer;
        this.rows = rows;
        addClassNames("card", "checklist");
        getElement().setAttribute("role", "region").setAttribute("aria-label", "Checklist");
    }

    /** @param streamed this browser hears of changes by its stream */
    void show(RoomState state, boolean streamed, Instant now) {
        int current = state.currentPhase();
        long next = state.nextId();
        for (RoomQuery.PhaseRow phase : state.room().phases()) {
            PhasePanel panel = phases.computeIfAbsent(phase.position(), position -> {
                boolean open = !phase.complete() && (position <= current + 1 || phase.done() > 0);
                PhasePanel added = new PhasePanel(phase, open);
                add(added);
                return added;
            });
            panel.show(state, phase, it -> rows.of(ItemFacts.of(state, it, it.id() == next, viewer)), streamed, now);
        }
    }

    /** As it stands, in place of what that browser shows ahead of the answer. */
    void redraw(long item) {
        phases.values().forEach(it -> it.row(item).ifPresent(ItemRow::redraw));
    }

    Registration onTick(ComponentEventListener<Tick> listener) {
        return addListener(Tick.class, listener);
    }

    Registration onOpen(ComponentEventListener<Open> listener) {
        return addListener(Open.class, listener);
    }

    Registration onPhase(ComponentEventListener<Look> listener) {
        return addListener(Look.class, listener);
    }

    /** Somebody ticked or unticked the box of an item. */
    @DomEvent("item-tick")
    public static final class Tick extends ComponentEvent<ChecklistPanel> {

        private final long item;
        private final int version;
        private final boolean done;

        public Tick(
                ChecklistPanel source,
                boolean fromClient,
                @EventData("event.detail.id") double item,
                @EventData("event.detail.version") int version,
                @EventData("event.detail.done") boolean done) {
            super(source, fromClient);
            this.item = (long) item;
            this.version = version;
            this.done = done;
        }

        long item() {
            return item;
        }

        /** The version that the person saw. */
        int version() {
            return version;
        }

        boolean done() {
            return done;
        }
    }

    /** Somebody wants to do something about a phase as a whole. */
    @DomEvent("phase-open")
    public static final class Look extends ComponentEvent<ChecklistPanel> {

        private final int phase;

        public Look(ChecklistPanel source, boolean fromClient, @EventData("event.detail.position") int phase) {
            super(source, fromClient);
            this.phase = phase;
        }

        /** Its position, from 1. */
        int phase() {
            return phase;
        }
    }

    /** Somebody wants to see all about an item. */
    @DomEvent("item-open")
    public static final class Open extends ComponentEvent<ChecklistPanel> {

        private final long item;

        public Open(ChecklistPanel source, boolean fromClient, @EventData("event.detail.id") double item) {
            super(source, fromClient);
            this.item = (long) item;
        }

        long item() {
            return item;
        }
    }
}
