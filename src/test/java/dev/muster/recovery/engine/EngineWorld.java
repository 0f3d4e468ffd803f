package dev.muster.recovery.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.IncidentId;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.plan.Database;
import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.plan.Secret;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.ScriptedStep;
import dev.muster.testing.SmallPlan;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

/** The engine on a real database with three scripted steps; a test drives it by hand, or Quartz does. */
final class EngineWorld implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    static final Actor OTHER = new Actor("bob", "Bob Johnson", Role.COMMANDER, "10.0.0.5");
    static final Actor RESPONDER = new Actor("charlie", "Charlie Wilson", Role.RESPONDER, "10.0.0.2");
    static final String SECRET = "correct-horse-battery";

    final ScriptedStep first = new ScriptedStep("first");
    final ScriptedStep second = new ScriptedStep("second");
    final ScriptedStep third = new ScriptedStep("third");
    final List<String> audit = new CopyOnWriteArrayList<>();
    final List<String> brokenGlass = new CopyOnWriteArrayList<>();
    final TestDatabase database;
    final Path work;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    EngineWorld(Path work, Class<?>... more) {
        this(work, TestDatabase.fresh(), more);
    }

    EngineWorld(Path work, TestDatabase database, Class<?>... more) {
        this.work = work;
        this.database = database;
        Path secret = work.resolve("secret");
        try {
            java.nio.file.Files.writeString(secret, SECRET);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        PlanVersion version = new PlanVersion(
                planRow(), "0".repeat(64), "test", Instant.EPOCH, plan(new Secret("${file:" + secret + "}")));
        context.registerBean(DataSource.class, this::pool);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(AuditLog.class, () -> new Audit(audit));
        context.registerBean(Timeline.class, () -> new Story(brokenGlass));
        context.registerBean(Plans.class, () -> new OnePlan(version));
        for (ScriptedStep step : List.of(first, second, third)) {
            context.registerBean(step.type(), RecoveryStep.class, () -> step);
        }
        EngineBeans.register(context, work, Duration.ofSeconds(3));
        context.register(Wanted.class);
        if (more.length > 0) {
            context.register(more);
        }
        context.getEnvironment().getSystemProperties().put("muster.work-directory", work.toString());
        context.refresh();
    }

    Runs runs() {
        return context.getBean(Runs.class);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    RunQuery query() {
        return context.getBean(RunQuery.class);
    }

    /** A run of one of the {@link DemoProcedures}, driven as far as it goes. */
    RunId driven(String procedure) {
        RunId run = launched(procedure);
        drive(run);
        return run;
    }

    RunId launched(String procedure) {
        Runs.Request request = new Runs.Request(procedure, Map.of(), null, null);
        return runs().launch(request, runs().prepare(request).nameToType(), COMMANDER);
    }

    RunState state(RunId run) {
        return detail(run).summary().state();
    }

    RunId launched() {
        return runs().launch(aRequest(), "app_production", COMMANDER);
    }

    Runs.Request aRequest() {
        return new Runs.Request("demo", Map.of(), null, null);
    }

    void drive(RunId run) {
        EngineBeans.drive(context, run);
    }

    RunId driven() {
        RunId run = launched();
        drive(run);
        return run;
    }

    RunQuery.Detail detail(RunId run) {
        return query().run(run).orElseThrow();
    }

    List<StepState> steps(RunId run) {
        return detail(run).steps().stream().map(RunQuery.StepRow::state).toList();
    }

    List<String> log(RunId run) {
        return query().log(run, 0, 100_000).stream().map(RunQuery.LogLine::line).toList();
    }

    List<RunWanted> wanted() {
        return context.getBean(Wanted.class).all;
    }

    void execute(String sql) {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if the worker had been dead for longer than its lease. */
    void theLeaseExpires() {
        execute("update target_lease set heartbeat_at = clock_timestamp() - interval '11 seconds'");
    }

    @Override
    public void close() {
        context.close();
    }

    private DataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.application());
        config.setPassword(database.password());
        config.setMaximumPoolSize(12);
        config.setConnectionTimeout(4000);
        return new HikariDataSource(config);
    }

    private long planRow() {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("insert into plan_version (hash, name, source, yaml, loaded_at) "
                        + "values ('0', 'Test', 'test', '', now())"
                        // Another process may stand on the same database.
                        + " on conflict (hash) do update set name = excluded.name returning id")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan plan(Secret password) {
        Database target = new Database(
                "app-db",
                "App",
                "app_production",
                "h",
                "127.0.0.1",
                1,
                "u",
                password,
                Optional.empty(),
                List.of(),
                List.of());
        Procedure demo = new Procedure(
                "demo",
                "Demo",
                "",
                "app-db",
                List.of(new Procedure.Parameter("backup", "Backup", Procedure.Kind.BACKUP, Optional.empty())),
                List.of("first", "second", "third").stream()
                        .map(it -> new Procedure.Step(it, "The " + it, Map.of("note", it), it))
                        .toList());
        Duration hour = Duration.ofHours(1);
        return SmallPlan.of(Map.of(
                "name",
                "Test",
                "application",
                "App",
                "objectives",
                new Objectives(hour, hour, hour, hour, hour, hour),
                "databases",
                List.of(target),
                "procedures",
                Stream.concat(Stream.of(demo), DemoProcedures.all().stream()).toList()));
    }

    private record OnePlan(PlanVersion current) implements Plans {

        @Override
        public PlanVersion version(long id) {
            return current;
        }

        @Override
        public PlanVersion reload(Actor actor) {
            return current;
        }
    }

    private record Audit(List<String> all) implements AuditLog {

        @Override
        public void record(Actor actor, AuditFact fact) {
            all.add(fact.action() + " " + fact.result());
        }

        @Override
        public void recordAlone(Actor actor, AuditFact fact) {
            all.add(fact.action() + " " + fact.result());
        }
    }

    static class Wanted {

        final List<RunWanted> all = new CopyOnWriteArrayList<>();

        @EventListener
        void on(RunWanted wanted) {
            all.add(wanted);
        }
    }

    /** Nobody reads the lines here. */
    private record Story(List<String> brokenGlass) implements Timeline {

        @Override
        public void append(
                IncidentId incident,
                Instant happenedAt,
                TimelineKind kind,
                Actor actor,
                String text,
                @Nullable Long runId) {}

        @Override
        public void breakGlass(IncidentId incident, Actor actor, String text) {
            brokenGlass.add(text);
        }
    }
}
