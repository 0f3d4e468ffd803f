package dev.muster.ui.recovery;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.ui.shell.PaletteItem;
import dev.muster.ui.shell.PaletteItems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In the palette: the procedures that a commander may launch, the latest runs, any run by its number. */
@Component
@Order(2)
class RecoveryPaletteItems implements PaletteItems {

    private static final int LATEST = 5;
    private static final Pattern NUMBER = Pattern.compile("(?:run\\s*|#)?(\\d{1,18})", Pattern.CASE_INSENSITIVE);

    private final Plans plans;
    private final RunQuery runs;

    RecoveryPaletteItems(Plans plans, RunQuery runs) {
        this.plans = plans;
        this.runs = runs;
    }

    @Override
    public List<PaletteItem> items(Actor actor) {
        List<PaletteItem> items = new ArrayList<>();
        if (actor.role().includes(Role.COMMANDER)) {
            plans.current().plan().procedures().forEach(it -> items.add(launch(it)));
        }
        runs.latest(LATEST).forEach(it -> items.add(run(it)));
        return items;
    }

    @Override
    public List<PaletteItem> named(Actor actor, String typed) {
        Matcher number = NUMBER.matcher(typed);
        return number.matches()
                ? runs.run(new RunId(Long.parseLong(number.group(1)))).map(it -> run(it.summary())).stream()
                        .toList()
                : List.of();
    }

    private static PaletteItem launch(Procedure procedure) {
        return new PaletteItem("Launch", procedure.title(), "on " + procedure.target(), () -> UI.getCurrentOrThrow()
                .navigate(RecoverView.class, QueryParameters.of("procedure", procedure.key())));
    }

    private static PaletteItem run(RunQuery.Summary run) {
        return new PaletteItem(
                "Run",
                run.id() + " · " + run.title(),
                Words.lower(run.state()) + " on " + run.target(),
                () -> UI.getCurrentOrThrow().navigate(RunView.class, RunView.at(run.id())));
    }
}
