package dev.muster.ui.incident;

import dev.muster.checklist.ChecklistService;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.objective.FigureQuery;
import dev.muster.objective.Figures;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunQuery;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the parts of a room ask and do, in one place: each act is done as the person at the screen. */
@Component
class RoomDesk {

    private final RoomQuery rooms;
    private final RunQuery runs;
    private final FigureQuery figures;
    private final Plans plans;
    private final IncidentService incidents;
    private final ChecklistService checklist;
    private final CurrentActor currentActor;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    RoomDesk(
            RoomQuery rooms,
            RunQuery runs,
            FigureQuery figures,
            Plans plans,
            IncidentService incidents,
            ChecklistService checklist,
            CurrentActor currentActor,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rooms = rooms;
        this.runs = runs;
        this.figures = figures;
        this.plans = plans;
        this.incidents = incidents;
        this.checklist = checklist;
        this.currentActor = currentActor;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    Optional<RoomQuery.Room> room(IncidentId id) {
        return rooms.room(id);
    }

    List<RunQuery.Summary> runs(IncidentId id) {
        return runs.ofIncident(id);
    }

    Figures figures(Incident incident) {
        return figures.figures(incident);
    }

    Plan plan(Incident incident) {
        return plans.version(incident.planVersionId()).plan();
    }

    Instant now() {
        return clock.instant();
    }

    boolean may(Role role) {
        return currentActor.get().role().includes(role);
    }

    LiveUpdates liveUpdates() {
        return liveUpdates;
    }

    void tick(Item item, boolean done) {
        if (done) {
            checklist.tick(item.id(), item.version(), currentActor.get());
        } else {
            checklist.untick(item.id(), item.version(), currentActor.get());
        }
    }

    void note(IncidentId id, Instant happenedAt, String text) {
        incidents.note(id, happenedAt, text, currentActor.get());
    }

    void resolve(IncidentId id) {
        incidents.resolve(id, currentActor.get());
    }

    void close(IncidentId id) {
        incidents.close(id, currentActor.get());
    }

    void cancel(IncidentId id, String reason) {
        incidents.cancel(id, reason, currentActor.get());
    }
}
