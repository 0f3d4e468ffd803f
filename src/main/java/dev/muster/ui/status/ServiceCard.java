package dev.muster.ui.status;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.plan.Service;
import dev.muster.status.ServiceStatus;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** One service. Each part is put anew only when it has changed, so that focus stays and quiet costs nothing. */
final class ServiceCard extends Div {

    private static final long serialVersionUID = 1L;
    private static final List<String> SPANS = List.of("24 h", "30 d", "90 d");

    private final Span state = new Span();
    private final Div evidence = new Div();
    private final Div maintenance = new Div();
    private final Div availability = new Div();
    private final Sparkline latency = new Sparkline();
    private final Button declare = new Button("Declare incident…");
    private final boolean commander;

    /** What a person may do from a card. */
    interface Acts {

        void declare();

        void announce(Service service);

        void end(dev.muster.status.Maintenance maintenance);
    }

    private final transient Acts acts;

    ServiceCard(Service service, boolean commander, Acts acts) {
        this.commander = commander;
        this.acts = acts;
        addClassNames("card", "service-card");
        setId("service-" + service.key());
        declare.addThemeVariants(ButtonVariant.LUMO_ERROR);
        declare.addClickListener(it -> acts.declare());
        declare.setTestId("declare-" + service.key());
        Button announce = new Button("Announce maintenance…", it -> acts.announce(service));
        announce.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        announce.setAriaLabel("Announce maintenance of " + service.title());
        announce.setVisible(commander);
        Anchor history = new Anchor("services/" + service.key(), "History");
        history.setAriaLabel("History of " + service.title());
        history.addClassName("small");
        Div head = new Div(new H3(service.title()), state);
        head.addClassNames("row", "service-head");
        Div foot = new Div(history, Words.text("", "grow"), announce);
        foot.addClassNames("row", "service-foot");
        add(head, evidence, declare, maintenance, latency, availability, foot);
    }

    void show(BoardReader.Row row) {
        ServiceStatus status = row.status();
        Words.replace(state, StateBadge.of(status.state()));
        Words.replace(evidence, evidence(status));
        Words.replace(maintenance, announced(row));
        Words.replace(availability, availability(row.availability()));
        latency.setVisible(status.looked());
        latency.show(status.latencies());
        declare.setVisible(commander && row.outage() && status.service().tier() == Service.Tier.CRITICAL);
        setClassName("is-down", row.outage());
    }

    private static Component evidence(ServiceStatus status) {
        if (!status.looked()) {
            return Words.text("The plan has no probe for it, so nobody knows.", "muted");
        }
        UnorderedList lines = new UnorderedList();
        lines.addClassName("service-evidence");
        Div since = new Div(new Span("since "), WallTime.withDay(status.since()));
        since.addClassNames("small", "muted");
        for (ServiceStatus.Probed probed : status.probes()) {
            Span words = new Span(probed.evidence());
            ListItem line = new ListItem(words);
            if (status.probes().size() > 1) {
                line.addComponentAsFirst(StateBadge.of(probed.state(), probed.key()));
            }
            probed.lookedAt().ifPresent(it -> line.add(lookedAt(it)));
            lines.add(line);
        }
        return new Div(since, lines);
    }

    private static Span lookedAt(java.time.Instant at) {
        Span looked = Words.text(" · seen at ", "small", "muted");
        looked.add(new WallTime(at));
        return looked;
    }

    private Component announced(BoardReader.Row row) {
        Div lines = new Div();
        for (var window : row.maintenance()) {
            Div line = new Div(
                    Words.badge(window.covers(row.now()) ? "■ maintenance" : "◷ maintenance", "run"),
                    WallTime.withDay(window.startsAt()),
                    new Span("to"),
                    WallTime.withDay(window.endsAt()),
                    new Span(window.reason() + " (" + window.setByName() + ")"));
            line.addClassNames("service-maintenance", "small");
            if (commander) {
                Button end = new Button(window.covers(row.now()) ? "End now" : "Call off", it -> acts.end(window));
                end.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
                line.add(end);
            }
            lines.add(line);
        }
        return lines;
    }

    private static Component availability(List<OptionalDouble> shares) {
        Div line = new Div();
        line.addClassNames("service-availability", "small", "num");
        line.add(new Span("available"));
        for (int i = 0; i < shares.size(); i++) {
            line.add(new Span(SPANS.get(i) + " " + percent(shares.get(i))));
        }
        return line;
    }

    /** Rounded down: 100 % is said only of a service that never failed. */
    static String percent(OptionalDouble share) {
        return Optional.of(share)
                .filter(OptionalDouble::isPresent)
                .map(it -> String.format(Locale.ROOT, "%.2f %%", Math.floor(it.getAsDouble() * 10_000) / 100))
                .orElse("pending");
    }
}
