package dev.muster.ui.recovery;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan's procedures, each once, with the scenarios that it answers. */
class ProcedureList extends Div {

    ProcedureList(Plan plan, boolean mayLaunch) {
        addClassName("procedures");
        Map<String, List<Scenario>> answered = new LinkedHashMap<>();
        plan.scenarios().forEach(scenario -> scenario.procedures()
                .forEach(key ->
                        answered.computeIfAbsent(key, it -> new ArrayList<>()).add(scenario)));
        List<Div> inDisaster = new ArrayList<>();
        answered.forEach((key, scenarios) ->
                plan.procedure(key).ifPresent(it -> inDisaster.add(procedure(it, scenarios, mayLaunch))));
        group("In a disaster", inDisaster);
        group(
                "At any time",
                plan.procedures().stream()
                        .filter(it -> !answered.containsKey(it.key()))
                        .map(it -> procedure(it, List.of(), mayLaunch))
                        .toList());
        if (plan.procedures().isEmpty()) {
            add(new Paragraph("The plan in force has no procedure."));
        }
    }

    private void group(String title, List<Div> procedures) {
        if (!procedures.isEmpty()) {
            Div group = RecoveryPage.card(title);
            procedures.forEach(group::add);
            add(group);
        }
    }

    private static Div procedure(Procedure procedure, List<Scenario> scenarios, boolean mayLaunch) {
        Details details = new Details(steps(procedure.steps().size()), new StepOutline(procedure.steps()));
        H3 title = new H3(procedure.title());
        Div head = RecoveryPage.row(title, Words.muted("on " + String.join(", ", procedure.targets())));
        if (mayLaunch) {
            RouterLink launch = new RouterLink("Launch…", RecoverView.class);
            launch.setQueryParameters(QueryParameters.simple(Map.of("procedure", procedure.key())));
            launch.getElement().setAttribute("aria-label", "Launch: " + procedure.title());
            launch.addClassName("btn");
            head.add(launch);
        }
        Div box = new Div(head, new Paragraph(procedure.description()));
        if (!scenarios.isEmpty()) {
            box.add(answers(scenarios));
        }
        box.add(details);
        box.addClassName("procedure");
        box.setTestId("procedure-" + procedure.key());
        return box;
    }

    private static Div answers(List<Scenario> scenarios) {
        UnorderedList list = new UnorderedList();
        for (Scenario scenario : scenarios) {
            list.add(new ListItem(new Span(scenario.title()), Words.muted(" " + scenario.strategy())));
        }
        list.addClassName("answers");
        return new Div(Words.muted("The plan names it for"), list);
    }

    private static String steps(int count) {
        return count == 1 ? "1 step" : count + " steps";
    }
}
