package dev.muster.ui.incident;

import dev.muster.checklist.RoomQuery;
import dev.muster.checklist.SilenceQuery;
import dev.muster.incident.IncidentId;
import dev.muster.objective.ClockQuery;
import dev.muster.objective.FigureQuery;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunQuery;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads all that a room shows. */
@Component
class RoomReader {

    private final RoomQuery rooms;
    private final RunQuery runs;
    private final FigureQuery figures;
    private final ClockQuery clocks;
    private final Plans plans;
    private final SilenceQuery silence;
    private final RoomPanels panels;

    RoomReader(
            RoomQuery rooms,
            RunQuery runs,
            FigureQuery figures,
            ClockQuery clocks,
            Plans plans,
            SilenceQuery silence,
            RoomPanels panels) {
        this.rooms = rooms;
        this.runs = runs;
        this.figures = figures;
        this.clocks = clocks;
        this.plans = plans;
        this.silence = silence;
        this.panels = panels;
    }

    /**
     * Reads the checklist and the newest lines anew and keeps what costs more to read: for the moments until that was
     * read as well. When the incident itself has moved on, all of it is read.
     */
    Optional<RoomState> quick(IncidentId id, RoomState before) {
        Optional<RoomQuery.Room> room = rooms.since(before.room());
        return room.filter(it -> !it.incident().equals(before.incident())).isPresent()
                ? read(id)
                : room.map(before::with);
    }

    Optional<RoomState> read(IncidentId id) {
        return read(id, true);
    }

    /** For whoever opens the room first: without the silence, which takes as long as all the rest in a long story. */
    Optional<RoomState> atFirst(IncidentId id) {
        return read(id, false);
    }

    private Optional<RoomState> read(IncidentId id, boolean withSilence) {
        return rooms.room(id)
                .map(it -> new RoomState(
                        it,
                        runs.ofIncident(id),
                        figures.figures(it.incident()),
                        clocks.clocks(it),
                        plans.version(it.incident().planVersionId()).plan(),
                        withSilence ? silence.longest(id) : Optional.empty(),
                        panels.commander(id)));
    }
}
