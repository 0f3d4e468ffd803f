package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Instant;

/** How much of a stretch of time is used up; runs in the browser. */
@Tag("muster-bar")
@JavaScript("context://js/clock.js")
public final class BudgetBar extends Component {

    public BudgetBar(String label) {
        getElement().setAttribute("role", "progressbar");
        getElement().setAttribute("aria-label", label);
    }

    public void show(Instant since, Instant until, Instant now) {
        if (since.toString().equals(getElement().getAttribute("since"))
                && until.toString().equals(getElement().getAttribute("until"))) {
            return;
        }
        getElement().setAttribute("now", now.toString());
        getElement().setAttribute("since", since.toString());
        getElement().setAttribute("until", until.toString());
    }
}
