package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Incident;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.Instant;

/** One incident in a list; the whole row leads to its room. */
final class IncidentRow extends ListItem {

    IncidentRow(Incident incident) {
        Anchor link = new Anchor("incidents/" + incident.id().value());
        link.addClassName("incident-row");
        Span facts = Words.text("", "muted", "small");
        facts.add(new Span(incident.id() + " · declared "), WallTime.withDay(incident.declaredAt()));
        facts.add(new Span(" by " + incident.commanderName()));
        Instant resolved = incident.resolvedAt();
        if (resolved != null) {
            facts.add(new Span(" · back after " + Words.duration(Duration.between(incident.detectedAt(), resolved))));
        }
        Span title = Words.text(incident.title(), "title");
        if (incident.exercise()) {
            title.add(new Span(" "), Words.exercise());
        }
        String reason = incident.cancelReason();
        if (reason != null) {
            facts.add(new Span(" · " + reason));
        }
        link.add(Words.severity(incident.severity()), title, Words.state(incident.state()), facts);
        add(link);
    }
}
