package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.ui.component.Words;

/** Says, so that nobody can miss it, that nothing is really down. */
public final class ExerciseBanner extends Div {

    public ExerciseBanner() {
        addClassName("exercise");
        getElement().setAttribute("role", "note");
        add(Words.text("▲ EXERCISE", "big"), new Span("Nothing is really down. Everything else is as it would be."));
    }
}
