package dev.muster.failover;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.IncidentState;
import dev.muster.incident.Timeline;
import dev.muster.plan.Plans;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.testing.BareConsole;
import dev.muster.testing.RecoveryModules;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The modules of a recovery under the real engine; one incident is open. */
final class FailoverBeans {

    /**
     * @param home a folder for what the console keeps
     * @param audit takes who did what
     * @param told takes what was written into the open incident's timeline
     */
    record Around(
            TestDatabase catalogue, Path home, Path planFile, Clock clock, List<String> audit, List<String> told) {}

    private FailoverBeans() {}

    static void wire(AnnotationConfigApplicationContext beans, Around around) {
        BareConsole.around(beans, around.catalogue(), RecoveryModules.settings(around.home(), around.planFile()));
        beans.registerBean(Clock.class, around::clock);
        beans.registerBean(
                Timeline.class,
                () -> (incident, at, kind, actor, text, run) -> around.told().add(text));
        BareConsole.audited(
                beans, (actor, fact) -> around.audit().add(actor.login() + " " + fact.action() + " " + fact.result()));
        IncidentQuery incidents = Mockito.mock(IncidentQuery.class);
        Mockito.when(incidents.list(Mockito.any(IncidentQuery.Filter.class), Mockito.anyInt(), Mockito.anyInt()))
                .thenReturn(List.of(open(around.clock().instant())));
        beans.registerBean(IncidentQuery.class, () -> incidents);
        EngineBeans.register(beans, around.home().resolve("work"), Duration.ofSeconds(15));
        beans.scan(RecoveryModules.packages());
        beans.refresh();
        declare(around.catalogue(), beans.getBean(Plans.class).current().id());
    }

    /** What is launched for the open incident needs its row. */
    private static void declare(TestDatabase catalogue, long plan) {
        try (Connection connection = catalogue.asOwner();
                Statement statement = connection.createStatement()) {
            // Nobody commands here.
            statement.execute("alter table incident drop constraint commanded_from_the_start");
            statement.execute("insert into incident (title, scenario, severity, state, detected_at, declared_at,"
                    + " commander, commander_name, plan_version_id) values ('BDC is down', 'database-failure', 1,"
                    + " 'DECLARED', now(), now(), 'jane', 'Jane Smith', " + plan + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Incident open(Instant at) {
        return new Incident(
                new IncidentId(1),
                1,
                "BDC is down",
                "database-failure",
                1,
                IncidentState.DECLARED,
                false,
                List.of(),
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                "jane",
                "Jane Smith",
                1);
    }
}
