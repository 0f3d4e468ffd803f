package dev.muster.ui.recovery;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Scenario;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The plan's procedures under the scenarios that they answer. */
class ProcedureList extends Div {

    ProcedureList(Plan plan, boolean mayLaunch) {
        addClassName("procedures");
        Set<String> named = new LinkedHashSet<>();
        for (Scenario scenario : plan.scenarios()) {
            if (!scenario.procedures().isEmpty()) {
                Div group = RecoveryPage.card(scenario.title(), new Paragraph(scenario.strategy()));
                scenario.procedures().forEach(key -> plan.procedure(key).ifPresent(it -> {
                    named.add(key);
                    group.add(procedure(it, mayLaunch));
                }));
                add(group);
            }
        }
        Div others = RecoveryPage.card("At any time");
        plan.procedures().stream()
                .filter(it -> !named.contains(it.key()))
                .forEach(it -> others.add(procedure(it, mayLaunch)));
        if (others.getComponentCount() > 1) {
            add(others);
        }
        if (plan.procedures().isEmpty()) {
            add(new Paragraph("The plan in force has no procedure."));
        }
    }

    private static Div procedure(Procedure procedure, boolean mayLaunch) {
        Details details = new Details(procedure.steps().size() + " steps", new StepOutline(procedure.steps()));
        H3 title = new H3(procedure.title());
        Div head = RecoveryPage.row(title, Words.muted("on " + String.join(", ", procedure.targets())));
        if (mayLaunch) {
            RouterLink launch = new RouterLink("Launch…", RecoverView.class);
            launch.setQueryParameters(QueryParameters.simple(Map.of("procedure", procedure.key())));
            launch.getElement().setAttribute("aria-label", "Launch: " + procedure.title());
            launch.addClassName("btn");
            head.add(launch);
        }
        Div box = new Div(head, new Paragraph(procedure.description()), details);
        box.addClassName("procedure");
        box.setTestId("procedure-" + procedure.key());
        return box;
    }
}
