package dev.muster.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.ui.incident.RoomScreens.StatedRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsEndedTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void runs_of_the_incident_that_have_not_ended_hinder_its_closing() {
        StatedRuns runs = new StatedRuns();
        IncidentId id = new IncidentId(1);
        runs.add(1, RunState.SUCCEEDED, id, 1, NOON, Map.of());
        runs.add(2, RunState.PAUSED, id, 1, NOON, Map.of());
        runs.add(3, RunState.RUNNING, new IncidentId(2), 1, NOON, Map.of());

        assertThat(new RunsEnded(runs).hindrances(incident(id)))
                .containsExactly("Let run 2 (Restore the database) end, or cancel it.");
    }

    private static Incident incident(IncidentId id) {
        return new Incident(
                id,
                0,
                "Title",
                "ransomware",
                1,
                IncidentState.RESOLVED,
                false,
                List.of(),
                null,
                NOON,
                NOON,
                NOON,
                NOON,
                null,
                null,
                "jane",
                "Jane Smith",
                1);
    }
}
