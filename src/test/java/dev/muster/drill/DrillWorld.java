package dev.muster.drill;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.Timeline;
import dev.muster.plan.Drill;
import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.ScriptedStep;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The drills on the real engine, with one step that does what a test says and a clock that it turns. */
final class DrillWorld implements AutoCloseable {

    /** Half an hour before the drill of the first of December. */
    static final Instant BEFORE = Instant.parse("2026-12-01T05:30:00Z");

    static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    static final Drill MONTHLY = new Drill(
            "monthly",
            "Monthly DR drill",
            "0 0 6 1 * ?",
            "rehearse",
            List.of(
                    new Drill.Check("It was restored", Optional.of("rehearse")),
                    new Drill.Check("Everybody came", Optional.empty())));

    final TurnableClock clock = new TurnableClock(BEFORE);
    final Rehearse step = new Rehearse();
    final List<String> audit = new CopyOnWriteArrayList<>();
    private final TestDatabase database = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private List<Drill> drills = List.of(MONTHLY);

    DrillWorld(Path work) throws SQLException {
        try (var connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("insert into plan_version (hash, name, source, yaml, loaded_at)"
                    + " values ('h', 'n', 's', 'y', now())");
        }
        Plans plans = Mockito.mock(Plans.class);
        Mockito.when(plans.current()).thenAnswer(it -> version());
        Mockito.when(plans.version(Mockito.anyLong())).thenAnswer(it -> version());
        beans.registerBean(Plans.class, () -> plans);
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(Timeline.class, () -> (incident, at, kind, actor, text, run) -> {});
        beans.registerBean(AuditLog.class, () -> new Audit(audit));
        beans.registerBean(DataSource.class, database::pool);
        beans.registerBean("step", RecoveryStep.class, () -> step);
        EngineBeans.register(beans, work, Duration.ofSeconds(3));
        beans.register(
                JooqDrills.class,
                JooqDrillQuery.class,
                QuartzDrillTimes.class,
                DrillBook.class,
                DrillLauncher.class,
                QuartzDrillConfiguration.class);
        beans.refresh();
    }

    void plan(Drill... planned) {
        drills = List.of(planned);
    }

    /** What Quartz does every few seconds. */
    void look() {
        get(DrillLauncher.class).look();
    }

    List<Rehearsal> all() {
        return get(DrillQuery.class).page(0, 100);
    }

    Rehearsal newest() {
        return all().getFirst();
    }

    RunId launched() {
        return get(Runs.class).launch(new Runs.Request("rehearse", Map.of(), null, null), "bdc-scratch", JANE);
    }

    void drive(RunId run) {
        EngineBeans.drive(beans, run);
    }

    <T> T get(Class<T> type) {
        return beans.getBean(type);
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PlanVersion version() {
        Procedure rehearse = new Procedure(
                "rehearse",
                "Rehearse",
                "",
                "bdc",
                List.of(),
                List.of(new Procedure.Step("rehearse", "Rehearse it", Map.of(), "x")),
                true);
        Plan plan = Mockito.mock(Plan.class, Mockito.RETURNS_DEFAULTS);
        Mockito.when(plan.drills()).thenReturn(drills);
        Mockito.when(plan.procedure("rehearse")).thenReturn(Optional.of(rehearse));
        Mockito.when(plan.database(Mockito.any())).thenReturn(Optional.empty());
        Mockito.when(plan.objectives())
                .thenReturn(new Objectives(
                        Duration.ofHours(2),
                        Duration.ofHours(8),
                        Duration.ofHours(24),
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        Duration.ZERO));
        return new PlanVersion(1, "h".repeat(64), "s", Instant.EPOCH, plan);
    }

    @Override
    public void close() {
        beans.close();
    }

    private record Audit(List<String> rows) implements AuditLog {

        @Override
        public void record(Actor actor, AuditFact fact) {
            rows.add(actor.login() + " " + fact.action());
        }

        @Override
        public void recordAlone(Actor actor, AuditFact fact) {
            rows.add(actor.login() + " " + fact.action() + " " + fact.result());
        }
    }

    /** The one step of the rehearsal. */
    static final class Rehearse extends ScriptedStep {

        List<Finding> findings = List.of();
        StepOutcome outcome = StepOutcome.done("12 tables are as they were");

        Rehearse() {
            super("rehearse");
            repeatable = true;
            check = context -> findings;
            run = context -> outcome;
        }

        @Override
        public boolean sparesTarget() {
            return true;
        }
    }
}
