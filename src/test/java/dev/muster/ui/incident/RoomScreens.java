package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.VaadinSession;
import dev.muster.backup.BackupQuery;
import dev.muster.command.Holding;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The screens of incidents on a real database, with the person of the session and runs that a test states. */
@EnableTransactionManagement(proxyTargetClass = true)
@ComponentScan(
        basePackages = {"dev.muster.ui.incident", "dev.muster.objective", "dev.muster.attention"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.OtherPanels"))
@ComponentScan(
        basePackageClasses = BackupQuery.class,
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.JooqBackupQuery"))
@Import(LiveUpdates.class)
public class RoomScreens {

    @Bean
    RunHistory noHistory() {
        return (procedure, limit) -> List.of();
    }

    @Bean
    RoomPanels panels(IncidentQuery incidents) {
        return new StatedPanels(incidents);
    }

    @Bean
    CurrentActor currentActor() {
        return () -> VaadinSession.getCurrent().getAttribute(Actor.class);
    }

    @Bean
    StatedBoard board() {
        return new StatedBoard();
    }

    @Bean
    StatedRuns runs() {
        return new StatedRuns();
    }

    /** Whoever declared commands; people and messages have tests of their own. */
    private record StatedPanels(IncidentQuery incidents) implements RoomPanels {

        @Override
        public Component people(IncidentId id) {
            return new Div("people");
        }

        @Override
        public Component messages(IncidentId id) {
            return new Div("messages");
        }

        @Override
        public Optional<Holding> commander(IncidentId id) {
            return incidents
                    .find(id)
                    .map(it -> new Holding(
                            1,
                            id,
                            "incident-commander",
                            it.commander(),
                            it.commanderName(),
                            it.declaredAt(),
                            null,
                            Holding.How.DECLARED));
        }
    }

    /** Runs as a test wants them. */
    public static final class StatedRuns implements RunQuery {

        public final List<Detail> all = new CopyOnWriteArrayList<>();

        public void add(
                long id, RunState state, IncidentId incident, long item, Instant at, Map<String, String> facts) {
            Summary summary = new Summary(
                    new RunId(id),
                    "restore-database",
                    "Restore the database",
                    "bdc",
                    state,
                    3,
                    9,
                    "Jane Smith",
                    at,
                    state.ended() ? at : null,
                    incident,
                    item,
                    null);
            all.removeIf(it -> it.summary().id().equals(summary.id()));
            all.addFirst(new Detail(summary, Map.of(), facts, List.of()));
        }

        @Override
        public Optional<Detail> run(RunId id) {
            return all.stream().filter(it -> it.summary().id().equals(id)).findFirst();
        }

        @Override
        public List<Summary> latest(int limit) {
            return all.stream().map(Detail::summary).limit(limit).toList();
        }

        @Override
        public List<Summary> ofIncident(IncidentId incident) {
            return all.stream()
                    .map(Detail::summary)
                    .filter(it -> incident.equals(it.incident()))
                    .toList();
        }

        @Override
        public List<Summary> live() {
            return all.stream()
                    .map(Detail::summary)
                    .filter(it -> !it.state().ended())
                    .toList()
                    .reversed();
        }

        @Override
        public List<Summary> lastEnded(Instant since) {
            return all.stream()
                    .map(Detail::summary)
                    .filter(it -> it.endedAt() != null && !it.endedAt().isBefore(since))
                    .toList();
        }

        @Override
        public List<LogLine> log(RunId id, long afterSeq, int limit) {
            return List.of();
        }

        @Override
        public long lastLogSeq(RunId id) {
            return 0;
        }
    }
}
