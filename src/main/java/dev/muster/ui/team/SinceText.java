package dev.muster.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, counted on in the browser. */
@Tag("muster-ago")
@JavaScript("context://js/team.js")
final class SinceText extends Component implements HasText {

    SinceText(Instant since, Instant now) {
        getElement().setAttribute("now", now.toString());
        getElement().setAttribute("since", since.toString());
        long minutes = Duration.between(since, now).toMinutes();
        setText(Words.duration(Duration.ofMinutes(Math.max(1, minutes))));
    }
}
