package dev.muster.ui.objective;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Prediction;

/** How long a procedure probably takes, from the runs before; each step on demand. */
@StyleSheet("context://css/objective.css")
public final class PredictionLine extends Div {

    public PredictionLine(Prediction prediction) {
        addClassName("prediction");
        setTestId("prediction");
        if (prediction.total() instanceof Measured) {
            OrderedList steps = new OrderedList();
            prediction.steps().forEach(it -> steps.add(new ListItem(it.title() + ": " + Phrases.estimate(it.takes()))));
            add(new NativeDetails(
                    new Span("Takes " + Phrases.estimate(prediction.total()) + ", by " + prediction.runs()
                            + " runs that went well"),
                    steps));
        } else {
            Span unknown = new Span("How long it takes is " + Phrases.state(prediction.total()));
            unknown.addClassName("muted");
            add(unknown);
        }
    }
}
