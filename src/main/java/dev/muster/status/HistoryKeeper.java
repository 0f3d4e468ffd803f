package dev.muster.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the history. Each console of a cluster looks for itself, and one of them writes: the one that has written last,
 * until it has been silent for half a minute. The time in which nobody looked stands as UNKNOWN in the history.
 */
@Component
class HistoryKeeper {

    private static final Duration GIVEN_UP = Duration.ofSeconds(30);
    private static final String NOBODY = "no console was looking";

    private final StatusHistory history;
    private final LiveBoard board;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final UUID console = UUID.randomUUID();
    private boolean writing;

    HistoryKeeper(StatusHistory history, LiveBoard board, Clock clock, PlatformTransactionManager transactions) {
        this.history = history;
        this.board = board;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Writes them if it is this console's turn; else they are the other console's to write. */
    synchronized void write(List<Transition> transitions) {
        writing = Boolean.TRUE.equals(transaction.execute(status -> turn(transitions)));
    }

    private boolean turn(List<Transition> transitions) {
        Instant now = clock.instant();
        StatusHistory.Writer before = history.writer();
        boolean own = before.console().equals(Optional.of(console));
        if (!own
                && before.seenAt().filter(it -> it.isAfter(now.minus(GIVEN_UP))).isPresent()) {
            return false;
        }
        if (own && writing) {
            history.add(transitions);
        } else {
            before.seenAt().ifPresent(it -> history.add(gap(it)));
            Map<String, ServiceState> written =
                    history.last().stream().collect(Collectors.toMap(Transition::service, Transition::state));
            history.add(board.now().stream()
                    .filter(it -> it.state() != written.get(it.service()))
                    .toList());
        }
        history.writer(console, now);
        return true;
    }

    private List<Transition> gap(Instant from) {
        return history.last().stream()
                .filter(it -> it.state() != ServiceState.UNKNOWN)
                .map(it -> new Transition(
                        it.service(),
                        ServiceState.UNKNOWN,
                        it.at().isAfter(from) ? it.at() : from,
                        Optional.empty(),
                        NOBODY))
                .toList();
    }
}
