package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.objective.Predictions;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.ParameterChoices;
import dev.muster.recovery.step.ParameterChoices.Choice;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.component.ExerciseBanner;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** The procedures of the plan; with {@code ?procedure=} the launch of one of them. */
@Route("recover")
@PageTitle("Recover · Muster")
@PermitAll
class RecoverView extends RecoveryPage implements BeforeEnterObserver {

    private final Plans plans;
    private final Runs runs;
    private final IncidentQuery incidents;
    private final Predictions predictions;
    private final CurrentActor actors;
    private final ObjectProvider<ParameterChoices> choices;

    RecoverView(
            Plans plans,
            Runs runs,
            IncidentQuery incidents,
            Predictions predictions,
            CurrentActor actors,
            ObjectProvider<ParameterChoices> choices) {
        this.plans = plans;
        this.runs = runs;
        this.incidents = incidents;
        this.predictions = predictions;
        this.actors = actors;
        this.choices = choices;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Actor actor = actors.get();
        Plan plan = plans.current().plan();
        QueryParameters asked = event.getLocation().getQueryParameters();
        Optional<String> key = asked.getSingleParameter("procedure");
        boolean mayLaunch = actor.role().includes(Role.COMMANDER);
        if (key.isEmpty()) {
            add(head("Recover", new RouterLink("All runs", RunsView.class)), new ProcedureList(plan, mayLaunch));
            return;
        }
        Optional<Procedure> procedure = plan.procedure(key.get());
        add(head(
                procedure.map(Procedure::title).orElse("Recover"),
                new RouterLink("All procedures", RecoverView.class)));
        if (procedure.isEmpty()) {
            add(new Paragraph("The plan in force has no procedure “" + key.get() + "”."));
        } else if (!mayLaunch) {
            add(new Paragraph("Only a commander launches procedures."));
        } else {
            Optional<Long> incident = number(asked, "incident");
            Optional<Long> item = number(asked, "item");
            ExerciseBanner.of(incident.map(IncidentId::new).flatMap(incidents::find))
                    .ifPresent(this::add);
            running(procedure.get().targets()).ifPresent(this::add);
            add(new LaunchPanel(
                    runs,
                    actor,
                    procedure.get(),
                    parameter -> offered(plan, procedure.get(), parameter, asked.getSingleParameter(parameter.key())),
                    chosen -> predictions.of(procedure.get(), chosen),
                    chosen -> new Runs.Request(
                            procedure.get().key(),
                            chosen,
                            incident.map(IncidentId::new).orElse(null),
                            item.orElse(null))));
        }
    }

    private static Div head(String title, RouterLink link) {
        Div head = row(new H1(title), link);
        head.addClassName("page-head");
        return head;
    }

    /** A target bears one run at a time: whoever comes second should know before reading on. */
    private Optional<Paragraph> running(Set<String> targets) {
        return runs.holder(targets).map(it -> {
            Paragraph told = new Paragraph(
                    new Span("! Run " + it.holder() + " holds " + it.target()
                            + ": nothing else is launched there until it has ended. "),
                    new RouterLink("Look at run " + it.holder(), RunView.class, RunView.at(it.holder())));
            told.addClassName("held");
            told.setTestId("held");
            return told;
        });
    }

    /** @param proposed by the link that led here: it stands first and so is chosen until the person chooses another */
    private List<Choice> offered(
            Plan plan, Procedure procedure, Procedure.Parameter parameter, Optional<String> proposed) {
        List<Choice> offered = new ArrayList<>();
        offered.add(new Choice("newest", "Newest good backup"));
        choices.orderedStream()
                .flatMap(it -> it.choices(plan, procedure.target(), parameter).stream())
                .filter(it -> !it.value().equals("newest"))
                .forEach(offered::add);
        proposed.filter(it -> it.matches("\\d{1,18}")).ifPresent(value -> {
            Choice first = offered.stream()
                    .filter(it -> it.value().equals(value))
                    .findFirst()
                    .orElseGet(() -> new Choice(value, "Backup " + value));
            offered.remove(first);
            offered.addFirst(first);
        });
        return offered;
    }

    private static Optional<Long> number(QueryParameters query, String name) {
        return query.getSingleParameter(name)
                .map(it -> it.startsWith("INC-") ? it.substring(4) : it)
                .filter(it -> it.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }
}
