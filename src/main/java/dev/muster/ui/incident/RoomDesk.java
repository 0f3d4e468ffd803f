package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import dev.muster.attention.Attentions;
import dev.muster.incident.BreakGlass;
import dev.muster.incident.BreakGlassAct;
import dev.muster.incident.Figure;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.incident.KnownFigures;
import dev.muster.objective.DecisionQuery;
import dev.muster.security.CurrentActor;
import dev.muster.ui.objective.AttentionList;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What the parts of a room ask and do, in one place: each act is done as the person at the screen. */
@org.springframework.stereotype.Component
class RoomDesk {

    private final RoomFeed feed;
    private final RoomStreams streams;
    private final SharedRows rows;
    private final RoomPanels panels;
    private final IncidentService incidents;
    private final KnownFigures figures;
    private final BreakGlass breakGlass;
    private final ItemActs items;
    private final StoryActs story;
    private final Attentions attentions;
    private final DecisionQuery decisions;
    private final LiveUpdates liveUpdates;
    private final CurrentActor currentActor;
    private final Clock clock;

    RoomDesk(
            RoomFeed feed,
            RoomStreams streams,
            SharedRows rows,
            RoomPanels panels,
            IncidentService incidents,
            KnownFigures figures,
            BreakGlass breakGlass,
            ItemActs items,
            StoryActs story,
            Attentions attentions,
            DecisionQuery decisions,
            LiveUpdates liveUpdates,
            CurrentActor currentActor,
            Clock clock) {
        this.feed = feed;
        this.streams = streams;
        this.rows = rows;
        this.panels = panels;
        this.incidents = incidents;
        this.figures = figures;
        this.breakGlass = breakGlass;
        this.items = items;
        this.story = story;
        this.attentions = attentions;
        this.decisions = decisions;
        this.liveUpdates = liveUpdates;
        this.currentActor = currentActor;
        this.clock = clock;
    }

    RoomFeed feed() {
        return feed;
    }

    RoomStreams streams() {
        return streams;
    }

    SharedRows rows() {
        return rows;
    }

    RoomPanels panels() {
        return panels;
    }

    AttentionList attention(IncidentId id) {
        return AttentionList.soon(id, attentions, liveUpdates, clock);
    }

    /** The ways out, read again with every change for as long as they are looked at. */
    Component decision(Supplier<RoomState> state) {
        return new DecisionTab(decisions, feed, viewer(), clock, state);
    }

    Viewer viewer() {
        return Viewer.of(currentActor.get());
    }

    Instant now() {
        return clock.instant();
    }

    ItemActs items() {
        return items;
    }

    StoryActs story() {
        return story;
    }

    void resolve(IncidentId id) {
        incidents.resolve(id, currentActor.get());
    }

    void close(IncidentId id) {
        incidents.close(id, currentActor.get());
    }

    List<String> whatHindersClosing(IncidentId id) {
        return incidents.whatHindersClosing(id);
    }

    List<BreakGlassAct> brokenGlass(IncidentId id) {
        return breakGlass.of(id);
    }

    void review(long act) {
        breakGlass.review(act, currentActor.get());
    }

    void reopen(IncidentId id, String reason) {
        incidents.reopen(id, reason, currentActor.get());
    }

    void began(IncidentId id, Instant at) {
        figures.occurred(id, at, currentActor.get());
    }

    void nobodyKnows(IncidentId id, Figure figure, String reason) {
        figures.unknown(id, figure, reason, currentActor.get());
    }

    void cancel(IncidentId id, String reason) {
        incidents.cancel(id, reason, currentActor.get());
    }
}
