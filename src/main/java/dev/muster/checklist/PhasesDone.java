package dev.muster.checklist;

import dev.muster.incident.ClosingCondition;
import dev.muster.incident.Incident;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** An incident is closed when each phase is done, or waived with a reason. */
@Component
@Order(1)
class PhasesDone implements ClosingCondition {

    private final RoomQuery rooms;

    PhasesDone(RoomQuery rooms) {
        this.rooms = rooms;
    }

    @Override
    public List<String> hindrances(Incident incident) {
        return rooms.phases(incident.id()).stream()
                .filter(it -> !it.complete())
                .map(PhasesDone::sentence)
                .toList();
    }

    private static String sentence(RoomQuery.PhaseRow phase) {
        String open = phase.items().stream()
                .filter(it -> !it.settled())
                .map(it -> "\"" + it.title() + "\"")
                .collect(Collectors.joining(", "));
        return "Finish the phase " + phase.title() + " or waive it; still open: " + open + ".";
    }
}
