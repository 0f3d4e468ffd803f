package dev.muster.ui.status;

import dev.muster.status.Availability;
import dev.muster.status.Maintenance;
import dev.muster.status.Maintenances;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import dev.muster.status.StatusHistory;
import dev.muster.status.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Reads all that the page shows. The states come from memory; without the database only the history is missing. */
@Component
class BoardReader {

    private static final List<Integer> DAYS = List.of(1, 30, 90);
    private static final int LATEST = 50;

    private final StatusBoard board;
    private final StatusHistory history;
    private final Maintenances maintenances;
    private final Clock clock;

    BoardReader(StatusBoard board, StatusHistory history, Maintenances maintenances, Clock clock) {
        this.board = board;
        this.history = history;
        this.maintenances = maintenances;
        this.clock = clock;
    }

    /**
     * One service.
     *
     * @param availability over 24 hours, 30 days and 90 days
     * @param maintenance that goes on or lies ahead, the earliest first
     */
    record Row(ServiceStatus status, List<OptionalDouble> availability, List<Maintenance> maintenance, Instant now) {

        Optional<Maintenance> underMaintenance() {
            return maintenance.stream().filter(it -> it.covers(now)).findFirst();
        }

        /** Whether it is down and nobody has announced that. */
        boolean outage() {
            return status.down() && underMaintenance().isEmpty();
        }
    }

    /** @param latest what the chosen service went through, the newest first */
    record Page(List<Row> rows, List<Transition> latest, boolean withHistory) {}

    Page read(Optional<String> chosen) {
        Instant now = clock.instant();
        List<ServiceStatus> services = board.services();
        try {
            Instant first = now.minus(Duration.ofDays(DAYS.getLast()));
            Map<String, List<Transition>> since = history.since(first);
            List<Maintenance> announced = maintenances.after(first);
            List<Row> rows = services.stream()
                    .map(it -> row(it, since.getOrDefault(it.service().key(), List.of()), announced, now))
                    .toList();
            return new Page(rows, chosen.map(it -> history.latest(it, LATEST)).orElse(List.of()), true);
        } catch (DataAccessException e) {
            List<Row> rows = services.stream()
                    .map(it -> new Row(it, List.of(), List.of(), now))
                    .toList();
            return new Page(rows, List.of(), false);
        }
    }

    private static Row row(ServiceStatus status, List<Transition> since, List<Maintenance> announced, Instant now) {
        List<Maintenance> own = announced.stream()
                .filter(it -> it.service().equals(status.service().key()))
                .toList();
        List<OptionalDouble> shares = DAYS.stream()
                .map(it -> Availability.of(since, own, now.minus(Duration.ofDays(it)), now)
                        .share())
                .toList();
        return new Row(
                status,
                shares,
                own.stream().filter(it -> it.endsAt().isAfter(now)).toList(),
                now);
    }
}
