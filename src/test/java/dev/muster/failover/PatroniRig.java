package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.practice.PatroniEstate;
import dev.muster.practice.PatroniMember;
import dev.muster.practice.PracticeData;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.Finding;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The procedures of the page on Patroni under the real engine, on a real etcd and two servers of a real Patroni. */
final class PatroniRig implements AutoCloseable {

    /** As fast as Patroni may be, so that a test does not wait for half a minute. */
    static final PatroniMember.Pace FAST = new PatroniMember.Pace(5, 1, 3);

    final PatroniEstate estate;
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final List<String> told = new CopyOnWriteArrayList<>();
    final TurnableClock clock = new TurnableClock(Clock.systemUTC().instant());
    private final Path planFile;

    PatroniRig(PatroniMember.Pace pace, Consumer<Map<String, Object>> change) {
        Assumptions.assumeTrue(
                PatroniEstate.missing().isEmpty(),
                () -> "needs " + String.join(" and ", PatroniEstate.missing())
                        + " (Debian: apt-get install patroni etcd-server python3-etcd)");
        estate = new PatroniEstate(pace, new PracticeData(1, 7));
        estate.one().execute(PracticeData.DATABASE, "create table token (id text primary key, filler text)");
        planFile = estate.resolve("plan.yaml");
        write(estate.plan(change));
        FailoverBeans.wire(
                beans,
                new FailoverBeans.Around(
                        catalogue, estate.resolve("console"), planFile, clock, new CopyOnWriteArrayList<>(), told));
        estate.awaitStreaming();
        see();
    }

    private void write(String plan) {
        try {
            Files.writeString(planFile, plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another plan in force. */
    void plan(String plan) {
        write(plan);
        beans.getBean(Plans.class).reload(new Actor("admin", "Admin", Role.ADMIN, "10.0.0.5"));
    }

    Plan plan() {
        return beans.getBean(Plans.class).current().plan();
    }

    Database database() {
        return plan().database("bdc").orElseThrow();
    }

    /** As the console does all the time. */
    void see() {
        turn();
        beans.getBean(PairSight.class).see(plan(), database());
    }

    void watch() {
        turn();
        beans.getBean(PairJudge.class).look(plan(), database());
    }

    private void turn() {
        clock.turn(java.time.Duration.between(clock.instant(), Clock.systemUTC().instant()));
    }

    RunQuery.Detail run(String procedure) {
        turn();
        RunId run = beans.getBean(Runs.class)
                .launch(
                        new Runs.Request(procedure, Map.of(), null, null),
                        PracticeData.DATABASE,
                        FailoverRig.COMMANDER);
        return driven(run);
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    List<String> blocks(String procedure) {
        return beans.getBean(Runs.class).prepare(new Runs.Request(procedure, Map.of(), null, null)).findings().stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(it -> it.check() + ": " + it.message())
                .toList();
    }

    RecoveryStep step(String type) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a step alone and takes its facts over. */
    StepOutcome step(LooseContext context, String type) {
        StepOutcome outcome = step(type).run(context);
        if (outcome instanceof StepOutcome.Done done) {
            context.facts.putAll(done.facts());
        }
        return outcome;
    }

    String env() {
        try {
            return Files.readString(estate.application().program().directory().resolve(".env"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        beans.close();
        estate.close();
    }
}
