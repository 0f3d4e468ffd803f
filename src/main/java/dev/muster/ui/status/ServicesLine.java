package dev.muster.ui.status;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.muster.status.Maintenance;
import dev.muster.status.Maintenances;
import dev.muster.status.ServiceState;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import dev.muster.status.StatusChanged;
import dev.muster.ui.component.Words;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/** All services in one line: how many are up, and each that is not. */
@StyleSheet("context://css/status.css")
public final class ServicesLine extends Div {

    private static final long serialVersionUID = 1L;

    private final transient StatusBoard board;
    private final transient Maintenances maintenances;
    private final transient Clock clock;
    private final Span states = new Span();

    public ServicesLine(StatusBoard board, Maintenances maintenances, LiveUpdates liveUpdates, Clock clock) {
        this.board = board;
        this.maintenances = maintenances;
        this.clock = clock;
        addClassNames("card", "services-line");
        Anchor all = new Anchor("services", "All services");
        all.addClassName("small");
        add(new H2("Services"), states, all);
        liveUpdates.whileAttached(this, new StatusChanged(), this::load);
        load();
    }

    private void load() {
        List<ServiceStatus> services = board.services();
        Set<String> announced = announced();
        Div next = new Div();
        next.addClassName("services-states");
        services.stream().filter(it -> it.state() != ServiceState.UP).forEach(it -> next.add(badge(it, announced)));
        long up = services.stream().filter(it -> it.state() == ServiceState.UP).count();
        if (services.isEmpty()) {
            next.add(Words.text("The plan names no service.", "muted"));
        } else if (up > 0) {
            next.add(StateBadge.of(ServiceState.UP, up == services.size() ? "all " + up + " up" : up + " up"));
        }
        Words.replace(states, next);
    }

    /** What is down by intent must not alarm anybody. */
    private static Span badge(ServiceStatus status, Set<String> announced) {
        String title = status.service().title();
        return announced.contains(status.service().key())
                ? Words.badge("■ " + title + " in maintenance", "run")
                : StateBadge.of(status.state(), title + " " + StateBadge.word(status.state()));
    }

    /** The board lives in memory: it is shown even where the database does not answer. */
    private Set<String> announced() {
        Instant now = clock.instant();
        try {
            return maintenances.after(now).stream()
                    .filter(it -> it.covers(now))
                    .map(Maintenance::service)
                    .collect(Collectors.toSet());
        } catch (DataAccessException e) {
            return Set.of();
        }
    }
}
