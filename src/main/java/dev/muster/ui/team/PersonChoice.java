package dev.muster.ui.team;

import com.vaadin.flow.component.select.Select;
import dev.muster.common.Refused;
import dev.muster.roster.Attendance;
import java.time.Instant;
import java.util.Optional;

/** A choice among people, saying of each whether they are here. */
final class PersonChoice extends Select<Attendance> {

    PersonChoice(Instant now) {
        setLabel("To");
        setWidthFull();
        setPlaceholder("Choose somebody");
        setItemLabelGenerator(it -> it.name() + (it.presentAt(now) ? " · here" : " · not here"));
        // Not marked as required: on its button axe refuses the mark that the select would set.
    }

    /** @throws Refused when nobody is chosen */
    String login() {
        return Optional.ofNullable(getValue())
                .map(Attendance::login)
                .orElseThrow(() -> new Refused("To: choose somebody."));
    }
}
