package dev.muster.ui.backup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.BackupsChanged;
import dev.muster.backup.Freshness;
import dev.muster.backup.Storages;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** How much would be lost now, and every backup with its state; a commander starts another one here. */
@Route("backups")
@PageTitle("Backups · Muster")
@PermitAll
@StyleSheet("context://css/backup.css")
@JavaScript("context://js/clock.js")
public final class BackupsView extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient BackupQuery backups;
    private final transient Clock clock;

    private final Div makers = new Div();
    private final Div gauges = new Div();
    private final UnorderedList rows = new UnorderedList();
    private final Paragraph none =
            new Paragraph("No backup has been made yet. Until there is a good one, nothing can be restored.");
    private final StorageLines lines;

    public BackupsView(
            BackupQuery backups,
            Plans plans,
            Storages storages,
            CurrentActor currentActor,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.backups = backups;
        this.clock = clock;
        Plan plan = plans.current().plan();
        this.lines = new StorageLines(storages, plan.storages());
        create(currentActor.get().role().includes(Role.COMMANDER), plan);
        liveUpdates.whileAttached(this, new BackupsChanged(), this::load);
        layOut();
        load();
    }

    private void create(boolean commander, Plan plan) {
        addClassNames("page", "backups-page");
        gauges.addClassName("backup-gauges");
        rows.addClassName("backup-rows");
        makers.addClassName("row");
        if (commander) {
            plan.procedures().stream()
                    .filter(it ->
                            it.steps().stream().anyMatch(step -> step.type().equals("sign-backup")))
                    .map(this::maker)
                    .forEach(makers::add);
        }
        none.addClassName("muted");
    }

    private Button maker(Procedure procedure) {
        Button button = new Button(procedure.title());
        button.setTestId(procedure.key());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        button.addClickListener(event ->
                getUI().ifPresent(it -> it.navigate("recover", QueryParameters.of("procedure", procedure.key()))));
        return button;
    }

    private void layOut() {
        Div head = new Div(new H1("Backups"), makers);
        head.addClassNames("row", "page-head", "backup-head");
        Section catalogue = new Section(new H2("Catalogue"), none, rows);
        catalogue.addClassNames("card", "backup-catalogue");
        add(head, gauges, lines, catalogue);
    }

    private void load() {
        Instant now = clock.instant();
        gauges.removeAll();
        for (Freshness freshness : backups.freshness()) {
            gauges.add(new RpoGauge(freshness));
        }
        List<Backup> latest = backups.latest(SHOWN);
        rows.removeAll();
        latest.forEach(it -> rows.add(new ListItem(new BackupRow(it, now))));
        none.setVisible(latest.isEmpty());
    }
}
