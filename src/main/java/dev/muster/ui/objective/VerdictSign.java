package dev.muster.ui.objective;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.muster.objective.Forecast;
import dev.muster.objective.Measure.Measured;
import java.time.Instant;
import java.util.Optional;

/** Will we make it, in one word. The browser lets it become worse at the moments that the server has computed. */
@Tag("muster-verdict")
@JavaScript("context://js/clock.js")
final class VerdictSign extends Component implements HasText {

    VerdictSign() {
        getElement().setAttribute("role", "status");
    }

    void show(Forecast forecast, Instant now) {
        getElement().setAttribute("now", now.toString());
        moment("likely-until", forecast.likelyUntil());
        moment("tight-until", forecast.tightUntil());
        getElement().setAttribute("level", level(forecast));
        setText(
                forecast.verdict() instanceof Measured<Forecast.Verdict> known
                        ? word(known.value())
                        : Phrases.state(forecast.verdict()).replaceFirst(":.*", ""));
    }

    private void moment(String attribute, Optional<Instant> at) {
        at.ifPresentOrElse(it -> getElement().setAttribute(attribute, it.toString()), () -> getElement()
                .removeAttribute(attribute));
    }

    private static String level(Forecast forecast) {
        return forecast.verdict() instanceof Measured<Forecast.Verdict> known
                ? switch (known.value()) {
                    case LIKELY -> "likely";
                    case TIGHT -> "tight";
                    case LATE -> "late";
                }
                : "unknown";
    }

    private static String word(Forecast.Verdict verdict) {
        return switch (verdict) {
            case LIKELY -> "✓ likely";
            case TIGHT -> "! tight";
            case LATE -> "✕ probably not";
        };
    }
}
