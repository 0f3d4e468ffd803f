package dev.muster.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Incident;
import java.util.Optional;

/** Says, so that nobody can miss it, that nothing is really down. Stands on each page that is about an exercise. */
public final class ExerciseBanner extends Div {

    /** Empty for an incident that is none, and where there is no incident. */
    public static Optional<ExerciseBanner> of(Optional<Incident> incident) {
        return incident.filter(Incident::exercise).map(it -> new ExerciseBanner());
    }

    private ExerciseBanner() {
        addClassName("exercise");
        getElement().setAttribute("role", "note");
        add(Words.text("▲ EXERCISE", "big"), new Span("Nothing is really down. Everything else is as it would be."));
    }
}
