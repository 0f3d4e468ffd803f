package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import dev.muster.incident.IncidentId;
import dev.muster.ui.component.ExerciseBanner;
import dev.muster.ui.objective.ClockPanel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One incident's room. A change alters its parts where they stand, so focus, scroll and unsaved text stay. */
@JavaScript("context://js/room.js")
@JavaScript("context://js/room-keys.js")
@JavaScript("context://js/stream.js")
final class Room extends Div {

    private final RoomDesk desk;
    private final IncidentId id;
    private final Consumer<RoomAddress> moved;
    private final Viewer viewer;
    private final Button night = new Button("", it -> toggleNight());
    private final Button handOver = new Button("Hand over…", it -> look(SideTab.PEOPLE));
    private final LifeButtons life;
    private final RoomHeader header;
    private final ClockPanel clocks = new ClockPanel();
    private final ChecklistPanel checklist;
    private final ItemDesk items;
    private final TimelinePanel timeline;
    private final SidePanel side;
    private RoomAddress address;
    private final StreamedBrowser stream;
    private RoomState state;
    private volatile @Nullable RoomState shown;
    private @Nullable NightPanel next;
    private @Nullable RunsTab runs;

    Room(RoomDesk desk, RoomState state, RoomAddress address, Consumer<RoomAddress> moved) {
        this.desk = desk;
        this.state = state;
        this.id = state.incident().id();
        this.address = address;
        this.moved = moved;
        this.viewer = desk.viewer();
        this.stream = desk.streams().browser(id, viewer);
        this.life = new LifeButtons(desk, viewer, this::reload);
        this.header = new RoomHeader(handOver, night, life);
        this.checklist = new ChecklistPanel(viewer, desk.rows());
        this.items = new ItemDesk(desk, viewer, checklist, this::showPhase, this::reload);
        this.timeline = new TimelinePanel(
                desk.story(), state, viewer, address.story(), it -> go(this.address.with(it)), this::reload);
        this.side = new SidePanel(panels(), it -> go(this.address.with(it)));
        Div right = new Div(desk.attention(id), side);
        right.addClassName("stack");
        Div two = new Div(checklist, right);
        two.addClassName("two");
        ExerciseBanner.of(Optional.of(state.incident())).ifPresent(this::add);
        add(header, clocks, two);
        addClassName("room");
        getElement().addEventListener("room-note", it -> {
            side.open(SideTab.TIMELINE);
            timeline.beginNote();
        });
        addAttachListener(it -> getElement().executeJs("window.musterRoomKeys(this)"));
        side.open(address.tab());
        showMode();
        show(state);
        desk.feed().whileAttached(this, state, this::show);
        desk.streams().whileAttached(this, stream, () -> shown, this::reload);
    }

    private Map<SideTab, Supplier<Component>> panels() {
        Map<SideTab, Supplier<Component>> panels = new EnumMap<>(SideTab.class);
        panels.put(SideTab.TIMELINE, () -> timeline);
        panels.put(SideTab.RUNS, this::runs);
        panels.put(SideTab.MESSAGES, () -> desk.panels().messages(id));
        panels.put(SideTab.PEOPLE, () -> desk.panels().people(id));
        panels.put(SideTab.DECISION, () -> desk.decision(this::current));
        return panels;
    }

    private Component runs() {
        RunsTab made = new RunsTab(viewer);
        made.show(state);
        runs = made;
        return made;
    }

    StreamedBrowser stream() {
        return stream;
    }

    private RoomState current() {
        return state;
    }

    private void reload() {
        desk.feed().current(id).ifPresent(this::show);
    }

    private void show(RoomState now) {
        RoomState before = shown;
        state = now;
        shown = now;
        if (before == null || !now.sameFrame(before)) {
            header.show(now);
            life.show(now);
            handOver.setVisible(viewer.responds() && now.incident().state().open());
            clocks.show(now.incident(), now.clocks(), now.figures(), now.plan(), desk.now());
        }
        Optional.ofNullable(next).ifPresent(it -> it.show(now, desk.now()));
        boolean streamed = stream.listens();
        checklist.show(now, streamed, desk.now());
        items.show(now);
        timeline.show(now, streamed);
        side.label(SideTab.RUNS, now.runs().size());
        Optional.ofNullable(runs).ifPresent(it -> it.show(now));
    }

    private void look(SideTab tab) {
        side.open(tab);
        go(address.with(tab));
    }

    private void showPhase(String phase) {
        side.open(SideTab.TIMELINE);
        timeline.showPhase(phase);
    }

    private void toggleNight() {
        go(address.withNight(!address.night()));
        showMode();
    }

    private void showMode() {
        NightPanel shown = next;
        if (address.night() && shown == null) {
            shown = new NightPanel(viewer, it -> items.tick(it.id(), it.version(), true), it -> items.open(it.id()));
            shown.show(state, desk.now());
            addComponentAtIndex(indexOf(clocks) + 1, shown);
        } else if (!address.night() && shown != null) {
            remove(shown);
            shown = null;
        }
        next = shown;
        setClassName("at-night", address.night());
        night.setTooltipText(address.night() ? "Everything in the room" : "One thing at a time, in large type");
        night.setText(address.night() ? "Show all" : "Focus");
    }

    private void go(RoomAddress wanted) {
        if (!wanted.equals(address)) {
            address = wanted;
            moved.accept(wanted);
        }
    }
}
