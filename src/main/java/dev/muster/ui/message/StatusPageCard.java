package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.IncidentId;
import dev.muster.plan.Channel;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;

/** What the status page is said to tell, and the button for whoever has just updated it. */
final class StatusPageCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient MessageDesk desk;
    private final transient IncidentId incident;
    private final transient Channel page;
    private final Div last = new Div();

    StatusPageCard(MessageDesk desk, IncidentId incident, Channel page, Runnable changed) {
        this.desk = desk;
        this.incident = incident;
        this.page = page;
        addClassNames("row", "status-page");
        add(Words.text(page.title(), "strong"), Words.text(page.address(), "muted", "small"), last);
        if (desk.mayWrite()) {
            Button told = new Button("I updated it…", it -> new LineDialog(
                            new LineDialog.Words(
                                    "You updated " + page.title() + "?",
                                    "Update the page first: Muster cannot look at it, and takes your word.",
                                    "What it tells now",
                                    "It is updated"),
                            text -> desk.updated(incident, page, text),
                            changed)
                    .open());
            told.setAriaLabel("I updated " + page.title());
            add(told);
        }
        show();
    }

    void show() {
        desk.lastUpdate(incident, page)
                .ifPresentOrElse(
                        it -> Words.replace(
                                last,
                                new Span(
                                        new Span("✓ " + it.name() + " "),
                                        new WallTime(it.at()),
                                        new Span(": " + it.text()))),
                        () -> Words.replace(last, Words.text("Nobody has updated it yet.", "muted")));
    }
}
