package dev.muster.ui.status;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.muster.status.ServiceState;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import dev.muster.status.StatusChanged;
import dev.muster.ui.component.Words;
import dev.muster.ui.shell.LiveUpdates;
import java.util.List;

/** All services in one line: how many are up, and each that is not. */
@StyleSheet("context://css/status.css")
public final class ServicesLine extends Div {

    private static final long serialVersionUID = 1L;

    private final transient StatusBoard board;
    private final Span states = new Span();

    public ServicesLine(StatusBoard board, LiveUpdates liveUpdates) {
        this.board = board;
        addClassNames("card", "services-line");
        Anchor all = new Anchor("services", "All services");
        all.addClassName("small");
        add(new H2("Services"), states, all);
        liveUpdates.whileAttached(this, new StatusChanged(), this::load);
        load();
    }

    private void load() {
        List<ServiceStatus> services = board.services();
        Div next = new Div();
        next.addClassName("services-states");
        services.stream()
                .filter(it -> it.state() != ServiceState.UP)
                .forEach(it ->
                        next.add(StateBadge.of(it.state(), it.service().title() + " " + StateBadge.word(it.state()))));
        long up = services.stream().filter(it -> it.state() == ServiceState.UP).count();
        if (services.isEmpty()) {
            next.add(Words.text("The plan names no service.", "muted"));
        } else if (up > 0) {
            next.add(StateBadge.of(ServiceState.UP, up == services.size() ? "all " + up + " up" : up + " up"));
        }
        Words.replace(states, next);
    }
}
