package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Incident;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;

/** What it is and who commands; what can be done about it as a whole stands at its end. */
final class RoomHeader extends Div {

    private final Span severity = new Span();
    private final H1 title = new H1();
    private final Span number = Words.text("", "muted", "small", "num");
    private final Span commander = Words.text("", "commander");

    RoomHeader(Component... acts) {
        addClassNames("page-head", "room-head");
        Div named = new Div(title, number);
        named.addClassName("named");
        Div what = new Div(severity, named);
        what.addClassName("what");
        Div end = new Div(commander);
        end.add(acts);
        end.addClassName("acts");
        add(what, end);
    }

    void show(RoomState state) {
        Incident incident = state.incident();
        if (number.getChildren().findAny().isEmpty()) {
            number.add(new Span(incident.id() + " · declared "), new WallTime(incident.declaredAt()));
            title.setText(incident.title());
        }
        Words.replace(
                severity, new Span(Words.severity(incident.severity()), new Span(" "), Words.state(incident.state())));
        Words.replace(
                commander,
                state.commander()
                        .map(it -> new Span(
                                Words.text(it.name(), "strong"), new Span(" commands since "), new WallTime(it.from())))
                        .orElseGet(() -> Words.badge("! nobody commands", "bad")));
    }
}
