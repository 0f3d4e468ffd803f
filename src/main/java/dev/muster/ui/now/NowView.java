package dev.muster.ui.now;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.attention.Attentions;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.BackupsChanged;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentListChanged;
import dev.muster.incident.IncidentQuery;
import dev.muster.objective.RecoveryObjective;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunListChanged;
import dev.muster.recovery.RunQuery;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.status.Maintenances;
import dev.muster.status.ServiceState;
import dev.muster.status.StatusBoard;
import dev.muster.status.StatusChanged;
import dev.muster.ui.component.Words;
import dev.muster.ui.drill.NextDrillTile;
import dev.muster.ui.incident.Declaring;
import dev.muster.ui.incident.RunsPanel;
import dev.muster.ui.objective.AttentionList;
import dev.muster.ui.shell.LiveUpdates;
import dev.muster.ui.status.ServicesLine;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is open, or that all is quiet; how good the newest backup is; what ran last. */
@Route("")
@PageTitle("Now · Muster")
@PermitAll
@StyleSheet("context://css/incident.css")
public class NowView extends Div {

    private static final int BANNERS = 10;
    private static final int RUNS = 8;

    private final IncidentQuery incidents;
    private final RoomQuery rooms;
    private final RunQuery runs;
    private final BackupQuery backups;
    private final StatusBoard status;
    private final Plans plans;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    private final Div banners = new Div();
    private final Div quiet = new Div();
    private final BackupTiles tiles = new BackupTiles();
    private final RunsPanel latest = new RunsPanel();
    private final Map<IncidentId, Banner> shown = new LinkedHashMap<>();

    NowView(
            IncidentQuery incidents,
            RoomQuery rooms,
            RunQuery runs,
            BackupQuery backups,
            Plans plans,
            Attentions attentions,
            StatusBoard status,
            Maintenances maintenances,
            CurrentActor currentActor,
            Declaring declaring,
            NextDrillTile nextDrill,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.incidents = incidents;
        this.rooms = rooms;
        this.runs = runs;
        this.backups = backups;
        this.status = status;
        this.plans = plans;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
        addClassNames("page", "now-view");
        Button declare = new Button("Declare incident…", it -> declaring.ask());
        declare.addThemeVariants(ButtonVariant.LUMO_ERROR);
        declare.setVisible(currentActor.get().role().includes(Role.COMMANDER));
        Div head = new Div(new H1("Now"), Words.text("", "grow"), declare);
        head.addClassNames("row", "page-head");
        quiet.addClassNames("card", "quiet");
        Anchor all = new Anchor("runs", "All runs");
        all.addClassName("small");
        Div title = new Div(new H2("Latest runs"), all);
        title.addClassNames("row", "section-head");
        Section ran = new Section(title, latest);
        ran.addClassName("card");
        add(
                head,
                banners,
                quiet,
                new ServicesLine(status, maintenances, liveUpdates, clock),
                AttentionList.ofAll(attentions, liveUpdates, clock),
                tiles,
                ran);
        reload();
        tiles.add(nextDrill);
        liveUpdates.whileAttached(this, new IncidentListChanged(), this::reload);
        liveUpdates.whileAttached(this, new BackupsChanged(), this::reload);
        liveUpdates.whileAttached(this, new RunListChanged(), this::reload);
        liveUpdates.whileAttached(this, new StatusChanged(), this::sayHowCalmItIs);
    }

    private void reload() {
        List<Incident> open = new ArrayList<>(incidents.list(IncidentQuery.Filter.OPEN, 0, BANNERS));
        Set<IncidentId> ids = new HashSet<>();
        for (Incident incident : open) {
            ids.add(incident.id());
            rooms.room(incident.id()).ifPresent(this::show);
        }
        shown.entrySet().removeIf(it -> {
            boolean gone = !ids.contains(it.getKey());
            if (gone) {
                banners.remove(it.getValue());
            }
            return gone;
        });
        quiet.setVisible(open.isEmpty());
        sayHowCalmItIs();
        tiles.show(backups.freshness(), clock.instant());
        latest.show(runs.latest(RUNS));
    }

    /** A service that is down is no quiet, whether or not somebody has declared an incident. */
    private void sayHowCalmItIs() {
        boolean ailing = status.services().stream()
                .anyMatch(it -> it.state() == ServiceState.DOWN || it.state() == ServiceState.DEGRADED);
        Div said = ailing
                ? new Div(
                        Words.badge("○ none declared"), new Span("Not every service is well, and no incident is open."))
                : new Div(Words.badge("✓ all quiet", "ok"), new Span("No incident is open."));
        said.addClassName("row");
        Words.replace(quiet, said);
    }

    private void show(RoomQuery.Room room) {
        Incident incident = room.incident();
        Banner banner = shown.computeIfAbsent(incident.id(), id -> {
            Banner added = new Banner(room);
            banners.add(added);
            liveUpdates.whileAttached(added, new IncidentChanged(id), this::reload);
            return added;
        });
        banner.show(
                room,
                RecoveryObjective.of(
                                incident,
                                plans.version(incident.planVersionId()).plan())
                        .until(incident),
                clock.instant());
    }
}
