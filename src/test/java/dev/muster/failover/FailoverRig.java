package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.practice.BdcProcess;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticeParts;
import dev.muster.practice.PracticePlan;
import dev.muster.practice.StandbyCluster;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The shipped procedures under the real engine on a real primary, its standby and the practice BDC. */
final class FailoverRig implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    static final Actor SECOND = new Actor("bob", "Bob Johnson", Role.COMMANDER, "10.0.0.5");

    final PracticeEstate estate = PracticeEstate.empty();
    final PostgresCluster primary;
    final StandbyCluster standby;
    final BdcProcess bdc;
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final List<String> audit = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final TurnableClock clock = new TurnableClock(Clock.systemUTC().instant());
    private final Path planFile = estate.resolve("plan.yaml");

    FailoverRig() {
        this(plan -> {});
    }

    FailoverRig(Consumer<Map<String, Object>> change) {
        estate.withPrimary(new PracticeData(1, 7)).withStandby().withApplication();
        primary = estate.primary();
        standby = estate.standby();
        bdc = estate.application();
        primary.execute(
                PracticeData.DATABASE,
                // its own commits would be counted among those of the writers
                "alter system set autovacuum = off",
                "select pg_reload_conf()",
                "create table token (id text primary key, filler text)");
        write(change);
        FailoverBeans.wire(
                beans, new FailoverBeans.Around(catalogue, estate.resolve(""), planFile, clock, audit, told));
        awaitStreaming();
        see();
    }

    /** Writes the plan, adapted to the estate and changed by the test. */
    void write(Consumer<Map<String, Object>> change) {
        try {
            Files.writeString(
                    planFile,
                    PracticePlan.of(
                            new PracticeParts(
                                    primary,
                                    Optional.of(standby),
                                    bdc,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    "http://127.0.0.1:1",
                                    planFile),
                            change));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A block of a block of the plan. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key), key);
    }

    /** The plan's database. */
    static Map<String, Object> database(Map<String, Object> plan) {
        return part(part(plan, "databases"), "bdc");
    }

    static Map<String, Object> service(Map<String, Object> plan, String key) {
        return part(part(plan, "services"), key);
    }

    static Map<String, Object> failover(Map<String, Object> plan) {
        return part(database(plan), "failover");
    }

    Plan plan() {
        return beans.getBean(Plans.class).current().plan();
    }

    Database database() {
        return plan().database("bdc").orElseThrow();
    }

    /** As the console does all the time: looks at both servers and remembers. */
    void see() {
        clock.turn(Duration.between(clock.instant(), Clock.systemUTC().instant()));
        beans.getBean(PairSight.class).see(plan(), database());
    }

    /** One look of the watch, which would come each second. */
    boolean watch() {
        return beans.getBean(PairJudge.class).look(plan(), database());
    }

    void awaitStreaming() {
        Waiting.until(
                Duration.ofSeconds(20),
                "the standby has all",
                () -> "streaming"
                                .equals(primary.value(
                                        "postgres", "select coalesce(max(state), 'none') from pg_stat_replication"))
                        && standby.lagInBytes() == 0);
    }

    /** As a crash of the machine's memory: nothing of it runs any more. */
    void killPrimary() {
        primary.process().orElseThrow().destroyForcibly();
        Waiting.until(Duration.ofSeconds(10), "the primary is gone", () -> !primary.running());
    }

    /** It works no more, and does not even refuse. */
    void hangPrimary() {
        ProcessHandle postmaster = primary.process().orElseThrow();
        FailoverIT.signal("STOP", postmaster.pid());
        postmaster.children().forEach(it -> FailoverIT.signal("STOP", it.pid()));
    }

    RunId launch(String procedure, Map<String, String> parameters) {
        return beans.getBean(Runs.class)
                .launch(new Runs.Request(procedure, parameters, null, null), PracticeData.DATABASE, COMMANDER);
    }

    RunQuery.Detail run(String procedure, Map<String, String> parameters) {
        return driven(launch(procedure, parameters));
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    RecoveryStep step(String type) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The steps one by one without the engine; each must succeed. */
    void steps(LooseContext context, String... types) {
        for (String type : types) {
            StepOutcome outcome = step(type).run(context);
            assertThat(outcome).as(type).isInstanceOf(StepOutcome.Done.class);
            context.facts.putAll(((StepOutcome.Done) outcome).facts());
        }
    }

    boolean standbyReads() {
        return "t".equals(standby.value("postgres", "select pg_is_in_recovery()"));
    }

    Runs runs() {
        return beans.getBean(Runs.class);
    }

    /** All that the pre-flight has against it. */
    List<String> blocks(String procedure, Map<String, String> parameters) {
        return runs().prepare(new Runs.Request(procedure, parameters, null, null)).findings().stream()
                .filter(it -> it.level() == dev.muster.recovery.step.Finding.Level.BLOCK)
                .map(it -> it.check() + ": " + it.message())
                .toList();
    }

    /** The very commands that it would run. */
    List<String> commands(String procedure) {
        return runs().prepare(new Runs.Request(procedure, Map.of(), null, null)).steps().stream()
                .flatMap(it -> it.description().commands().stream())
                .toList();
    }

    /** The file that BDC reads its settings from. */
    Path env() {
        return bdc.program().directory().resolve(".env");
    }

    static void succeeded(RunQuery.Detail run) {
        assertThat(run.steps()).allSatisfy(it -> assertThat(it.state())
                .as(it.title() + ": " + it.summary())
                .isIn(dev.muster.recovery.StepState.SUCCEEDED));
        assertThat(run.summary().state()).isEqualTo(dev.muster.recovery.RunState.SUCCEEDED);
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        beans.close();
        standby.stop();
        primary.stop();
        estate.close();
    }
}
