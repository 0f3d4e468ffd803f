package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Lines of the story, newest first. The browser holds them: the server keeps none, and sends only what is new. */
@Tag("muster-timeline")
@JavaScript("context://js/clock.js")
@JavaScript("context://js/room.js")
final class TimelineList extends Component {

    /**
     * Begins anew.
     *
     * @param further whether older ones exist
     * @param empty what is said when there is none
     */
    void reset(List<EntryFacts> newest, boolean further, String empty) {
        getElement().executeJs("this.reset($0, $1, $2)", json(newest), further, empty);
    }

    /** The next older ones. */
    void page(List<EntryFacts> older, boolean further) {
        getElement().executeJs("this.page($0, $1)", json(older), further);
    }

    /** New or changed ones, each at its place. */
    void put(List<EntryFacts> entries) {
        if (!entries.isEmpty()) {
            getElement().executeJs("this.put($0)", json(entries));
        }
    }

    private static ArrayNode json(List<EntryFacts> entries) {
        ArrayNode array = JacksonUtils.createArrayNode();
        entries.forEach(it -> array.add(it.json()));
        return array;
    }

    Registration onMore(ComponentEventListener<More> listener) {
        return addListener(More.class, listener);
    }

    Registration onAct(ComponentEventListener<Act> listener) {
        return addListener(Act.class, listener);
    }

    /** The reader has come near the end of what was sent. */
    @DomEvent("timeline-more")
    public static final class More extends ComponentEvent<TimelineList> {

        public More(TimelineList source, boolean fromClient) {
            super(source, fromClient);
        }
    }

    /** A button of a line was pressed. */
    @DomEvent("timeline-act")
    public static final class Act extends ComponentEvent<TimelineList> {

        private final long entry;
        private final String act;

        public Act(
                TimelineList source,
                boolean fromClient,
                @EventData("event.detail.id") double entry,
                @EventData("event.detail.act") String act) {
            super(source, fromClient);
            this.entry = (long) entry;
            this.act = act;
        }

        long entry() {
            return entry;
        }

        String act() {
            return act;
        }
    }
}
