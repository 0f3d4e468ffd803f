package dev.muster.failover;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.IncidentState;
import dev.muster.incident.Timeline;
import dev.muster.plan.Plans;
import dev.muster.plan.StepTypes;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.security.Actor;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The modules that a failover needs, under the real engine; one incident is open. */
final class FailoverBeans {

    /**
     * @param home a folder for what the console keeps
     * @param audit takes who did what
     * @param told takes what was written into the open incident's timeline
     */
    record Around(
            TestDatabase catalogue, Path home, Path planFile, Clock clock, List<String> audit, List<String> told) {}

    private FailoverBeans() {}

    /** @param more modules beyond those of the database's failover, without {@code dev.muster.}; then all steps are known */
    static void wire(AnnotationConfigApplicationContext beans, Around around, String... more) {
        Path work = around.home().resolve("work");
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "muster.plan",
                                around.planFile().toUri().toString(),
                                "muster.keys-directory",
                                around.home().resolve("keys").toString(),
                                "muster.ssh-agent",
                                "",
                                "muster.postgres.bin",
                                "",
                                "muster.probing",
                                "false",
                                "muster.work-directory",
                                work.toString())));
        beans.registerBean(Clock.class, around::clock);
        if (more.length == 0) {
            // the shipped plan has steps of modules that are no part of this
            beans.registerBean("any", StepTypes.class, () -> Map::of, it -> it.setPrimary(true));
        }
        beans.registerBean(
                Timeline.class,
                () -> (incident, at, kind, actor, text, run) -> around.told().add(text));
        beans.registerBean(AuditLog.class, () -> new AuditLog() {
            @Override
            public void record(Actor actor, AuditFact fact) {
                around.audit().add(actor.login() + " " + fact.action() + " " + fact.result());
            }

            @Override
            public void recordAlone(Actor actor, AuditFact fact) {
                record(actor, fact);
            }
        });
        IncidentQuery incidents = Mockito.mock(IncidentQuery.class);
        Mockito.when(incidents.list(Mockito.any(IncidentQuery.Filter.class), Mockito.anyInt(), Mockito.anyInt()))
                .thenReturn(List.of(open(around.clock().instant())));
        beans.registerBean(IncidentQuery.class, () -> incidents);
        beans.registerBean(DataSource.class, () -> pool(around.catalogue()));
        EngineBeans.register(beans, work, Duration.ofSeconds(15));
        beans.scan(
                "dev.muster.plan",
                "dev.muster.host",
                "dev.muster.s3",
                "dev.muster.backup",
                "dev.muster.postgres",
                "dev.muster.archive",
                "dev.muster.application",
                "dev.muster.failover");
        Stream.of(more).map("dev.muster."::concat).forEach(beans::scan);
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

    private static DataSource pool(TestDatabase catalogue) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(catalogue.url());
        config.setUsername(catalogue.application());
        config.setPassword(catalogue.password());
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
