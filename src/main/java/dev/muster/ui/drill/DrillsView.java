package dev.muster.ui.drill;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.muster.drill.DrillQuery;
import dev.muster.drill.DrillTimes;
import dev.muster.drill.DrillsChanged;
import dev.muster.drill.Rehearsal;
import dev.muster.plan.Drill;
import dev.muster.plan.PlanChanged;
import dev.muster.plan.Plans;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;

/** The drills of the plan, when each is due, how the past ones went and what they showed. */
@Route("drills")
@PageTitle("Drills · Muster")
@PermitAll
@StyleSheet("context://css/drill.css")
class DrillsView extends Div {

    private static final int PAGE = 30;
    private static final int TREND = 12;
    private static final int AHEAD = 3;

    private final DrillQuery drills;
    private final DrillTimes times;
    private final Plans plans;
    private final Clock clock;
    private final boolean commander;

    private final Div buttons = new Div();
    private final Div cards = new Div();
    private final Paragraph none = new Paragraph(
            "Nothing was rehearsed here yet. Until a backup was restored once, nobody knows whether it can be.");
    private final UnorderedList past = new UnorderedList();
    private final Button more = new Button("Show more", it -> more());
    private int wanted = PAGE;

    DrillsView(
            DrillQuery drills,
            DrillTimes times,
            Plans plans,
            CurrentActor currentActor,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.drills = drills;
        this.times = times;
        this.plans = plans;
        this.clock = clock;
        this.commander = currentActor.get().role().includes(Role.COMMANDER);
        addClassNames("page", "drills-page");
        liveUpdates.whileAttached(this, new DrillsChanged(), this::load);
        liveUpdates.whileAttached(this, new PlanChanged(), this::load);
        layOut();
        load();
    }

    private void layOut() {
        buttons.addClassName("row");
        Div head = new Div(new H1("Drills"), buttons);
        head.addClassNames("row", "page-head", "drill-head");
        cards.addClassName("drill-cards");
        none.addClassName("muted");
        past.addClassName("drill-rows");
        Section list = new Section(new H2("Past rehearsals"), none, past, more);
        list.addClassNames("card", "drill-past");
        add(head, cards, list);
    }

    private void load() {
        List<Drill> planned = plans.current().plan().drills();
        buttons.removeAll();
        cards.removeAll();
        for (Drill drill : planned) {
            if (commander) {
                buttons.add(run(drill, planned.size() == 1));
            }
            cards.add(card(drill));
        }
        if (planned.isEmpty()) {
            cards.add(new Paragraph("The plan has no drill."));
        }
        past.removeAll();
        drills.page(0, wanted).forEach(it -> past.add(new RehearsalRow(it)));
        int total = drills.total();
        none.setVisible(total == 0);
        more.setVisible(total > wanted);
    }

    private void more() {
        wanted += PAGE;
        load();
    }

    private Button run(Drill drill, boolean only) {
        Button run = new Button(only ? "Run the drill now" : "Run now: " + drill.title(), it -> getUI().ifPresent(
                        ui -> ui.navigate("recover", QueryParameters.of("procedure", drill.procedure()))));
        run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        run.setTestId("run-" + drill.key());
        return run;
    }

    private DrillCard card(Drill drill) {
        List<Rehearsal> last = drills.of(drill.key(), TREND);
        return new DrillCard(
                drill,
                times.next(drill.schedule(), clock.instant(), AHEAD),
                last,
                last.stream()
                        .filter(it -> it.run() != null)
                        .findFirst()
                        .map(it -> new DrillCard.Tried(it, drills.shown(it))));
    }
}
