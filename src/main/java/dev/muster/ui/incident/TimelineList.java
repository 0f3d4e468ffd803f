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
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery;
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
     * @param writable whether the person at the screen may pin and correct
     * @param filter what narrows the story, also for lines that come by the stream
     */
    void reset(List<TimelineEntry> newest, boolean further, boolean writable, StoryFilter filter) {
        getElement().executeJs("this.reset($0, $1, $2, $3)", json(newest), further, writable, filter.json());
    }

    /** The next older ones. */
    void page(List<TimelineEntry> older, boolean further) {
        getElement().executeJs("this.page($0, $1)", json(older), further);
    }

    /** New or changed ones, each at its place. */
    void put(List<TimelineEntry> entries) {
        if (!entries.isEmpty()) {
            getElement().executeJs("this.put($0)", json(entries));
        }
    }

    /** Pins and corrections of lines that were sent before. */
    void mark(TimelineQuery.Marks marks) {
        getElement().executeJs("this.mark($0)", EntryFacts.json(marks));
    }

    private static ArrayNode json(List<TimelineEntry> entries) {
        ArrayNode array = JacksonUtils.createArrayNode();
        entries.forEach(it -> array.add(new EntryFacts(it).json()));
        return array;
    }

    Registration onMore(ComponentEventListener<More> listener) {
        return addListener(More.class, listener);
    }

    Registration onGap(ComponentEventListener<Gap> listener) {
        return addListener(Gap.class, listener);
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

    /** More has come at once than one is told of: what stands between is missing. */
    @DomEvent("timeline-gap")
    public static final class Gap extends ComponentEvent<TimelineList> {

        public Gap(TimelineList source, boolean fromClient) {
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
