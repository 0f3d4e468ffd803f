package dev.muster.ui.incident;

import com.vaadin.flow.component.UI;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.ui.shell.PaletteItem;
import dev.muster.ui.shell.PaletteItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In the palette: the rooms of open incidents, any incident by its number, and a declaration. */
@Component
@Order(1)
class IncidentPaletteItems implements PaletteItems {

    private static final int OPEN = 10;
    private static final Pattern NUMBER =
            Pattern.compile("(?:inc(?:ident)?[-\\s]?|#)?(\\d{1,18})", Pattern.CASE_INSENSITIVE);

    private final IncidentQuery incidents;
    private final Declaring declaring;

    IncidentPaletteItems(IncidentQuery incidents, Declaring declaring) {
        this.incidents = incidents;
        this.declaring = declaring;
    }

    @Override
    public List<PaletteItem> items(Actor actor) {
        List<PaletteItem> items = new ArrayList<>();
        incidents.list(IncidentQuery.Filter.OPEN, 0, OPEN).forEach(it -> items.add(item(it)));
        if (actor.role().includes(Role.COMMANDER)) {
            items.add(new PaletteItem("Do", "Declare incident…", "", declaring::ask));
        }
        return items;
    }

    @Override
    public List<PaletteItem> named(Actor actor, String typed) {
        Matcher number = NUMBER.matcher(typed);
        return number.matches()
                ? incident(Long.parseLong(number.group(1))).map(IncidentPaletteItems::item).stream()
                        .toList()
                : List.of();
    }

    private Optional<Incident> incident(long number) {
        return incidents.find(new IncidentId(number));
    }

    private static PaletteItem item(Incident incident) {
        return new PaletteItem(
                "Incident",
                incident.title(),
                incident.id() + " SEV " + incident.severity(),
                () -> UI.getCurrentOrThrow()
                        .navigate("incidents/" + incident.id().value()));
    }
}
