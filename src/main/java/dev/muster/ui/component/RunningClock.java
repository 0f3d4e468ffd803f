package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Duration;
import java.time.Instant;

/** A clock that runs in the browser: up from a moment, or down to one and below zero after it. */
@Tag("muster-clock")
@JavaScript("context://js/clock.js")
public final class RunningClock extends Component implements HasText {

    public void upFrom(Instant since, Instant now) {
        run("since", since, now, Duration.between(since, now));
    }

    public void downTo(Instant until, Instant now) {
        run("until", until, now, Duration.between(now, until));
    }

    /** Says "left", and "over" when it is: a minus alone is easily missed. */
    public void saysWhichWay() {
        getElement().setAttribute("words", "");
    }

    private void run(String attribute, Instant at, Instant now, Duration reading) {
        if (at.toString().equals(getElement().getAttribute(attribute))) {
            return; // it runs already; sending the time again would cost every browser a message
        }
        getElement().setAttribute("now", now.toString());
        getElement().setAttribute(attribute, at.toString());
        setText(Words.clock(reading));
    }
}
