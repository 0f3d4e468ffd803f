package dev.muster.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Plans;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * {@code kill -9} of the console at random moments of every procedure that the practice estate offers; another console
 * takes over. The seed is printed: {@code -Dkill.seed} repeats a series, {@code -Dkill.times} sets its length and
 * {@code -Dkill.procedures} narrows it.
 */
class KilledProceduresIT {

    private static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final int TIMES = Integer.getInteger("kill.times", 2);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    /** A moment is a step, each as likely as the others however short it is, and a time after its beginning. */
    private static final int LONGEST_MILLIS = 400;

    private static final int MOST_FAILURES = 10;

    private static final String SWITCH = "switch-over-database";
    private static final List<String> BACKUPS =
            List.of("back-up-database", "back-up-application", "back-up-redis", "back-up-files");
    private static final String ALL = String.join(",", BACKUPS)
            + ",restore-database,restore-application,restore-redis,restore-files,restore-configuration"
            + ",restore-certificates,restore-full-system,drill-restore,isolate-system,fail-over-application"
            + ",fail-over-dns," + SWITCH;

    private static final KillEstate ESTATE = new KillEstate();
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static AnnotationConfigApplicationContext beans;
    private static Reserve consoles;

    private final Random random = new Random(SEED);
    private final Map<String, List<String>> results = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> settings = ESTATE.start(2);
        consoles = new Reserve(ESTATE.estate.resolve(""), settings, DATABASE);
        beans = RecoveryBeans.of(settings, DATABASE, false);
        consoles.drive();
        tls().start();
    }

    private static ServiceControl tls() {
        var plan = beans.getBean(Plans.class).current().plan();
        return beans.getBean(Hosts.class)
                .control(plan.host("local").orElseThrow(), plan.service("tls").orElseThrow());
    }

    @AfterAll
    static void stop() {
        consoles.close();
        tls().stop();
        beans.close();
        ESTATE.close();
    }

    @Test
    void killed_at_any_moment_every_procedure_goes_on_or_waits_for_a_person_and_leaves_nothing() throws IOException {
        System.out.println("kill.seed=" + SEED + " kill.times=" + TIMES);
        for (String backup : BACKUPS) {
            well(launched(backup));
        }
        List<String> procedures =
                List.of(System.getProperty("kill.procedures", ALL).split(","));
        int kills = 0;
        while (kills < TIMES) {
            // each in turn, so that a short series meets different ones and a long one meets all
            String procedure = procedures.get((kills + Math.floorMod(SEED, procedures.size())) % procedures.size());
            kills += killed(procedure) ? 1 : 0;
            assertThat(failures).as("each is told above").hasSizeLessThan(MOST_FAILURES);
        }
        results.forEach((procedure, all) -> System.out.println(procedure + ": " + all.size() + " kills, " + all));
        assertThat(failures).isEmpty();
    }

    @Test
    void killed_inside_rsync_the_copy_ends_with_its_console_and_is_made_again() throws IOException {
        ESTATE.grow();
        ESTATE.slow(true);
        List<String> before = ESTATE.inventory();
        KilledRun run = launched("back-up-files");
        Waiting.until(Duration.ofSeconds(60), run::told, () -> copying(run));
        consoles.kill();
        assertThat(copying(run)).as("it goes on without its console").isTrue();
        ESTATE.slow(false);
        consoles.drive();

        assertThat(run.untilStands()).as(run.told()).isEqualTo("SUCCEEDED");
        assertThat(run.log()).contains("of its processes ended; Copy what changed runs again");
        leavesNothing(run, before, "");
    }

    private static void well(KilledRun run) {
        assertThat(run.untilStands()).as(run.told()).isEqualTo("SUCCEEDED");
    }

    private static boolean copying(KilledRun run) {
        return run.processes().stream().anyMatch(it -> it.contains("/usr/bin/rsync --bwlimit"));
    }

    /** Whether the run was still at work at the moment that was drawn. */
    private boolean killed(String procedure) throws IOException {
        if (ESTATE.switchedOver() && !procedure.equals(SWITCH)) {
            // the plan's other procedures work on the server that it names
            well(launched(SWITCH));
        }
        ESTATE.dropKeptDatabases();
        ESTATE.parts.wear(procedure);
        List<String> before = ESTATE.inventory();
        KilledRun run = launched(procedure);
        int position = 1 + random.nextInt(run.steps("").size());
        Duration then = Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
        boolean retry = random.nextBoolean();
        boolean inTime = run.untilIn(position, then);
        List<KilledRun.Step> atWork = List.of();
        if (inTime) {
            consoles.kill();
            atWork = run.atWork();
            consoles.drive();
        }
        String moment = procedure + ", run " + run.id() + ", "
                + (inTime ? "killed " + then.toMillis() + " ms in step " + position + ", in " + atWork : "not killed");
        try {
            String end = ended(procedure, run, atWork, retry);
            System.out.println(moment + ": " + end);
            if (inTime) {
                results.computeIfAbsent(procedure, it -> new ArrayList<>()).add(end);
            }
            leavesNothing(run, before, end.endsWith("SUCCEEDED") ? "" : procedure);
        } catch (AssertionError e) {
            // A long series goes on, so that it says all that it finds.
            System.out.println(moment + ": " + e.getMessage());
            failures.add(moment);
            cleared(run);
        }
        ESTATE.parts.mend(procedure);
        return inTime;
    }

    private static void cleared(KilledRun run) {
        if (List.of("INTERRUPTED", "PAUSED").contains(run.state())) {
            runs().cancel(run.id(), "what was found is told", COMMANDER);
            run.untilStands();
        }
    }

    /** How it went, up to a run that has ended. */
    private String ended(String procedure, KilledRun run, List<KilledRun.Step> atWork, boolean retry) {
        String state = run.untilStands();
        for (KilledRun.Step step : run.steps("")) {
            if (!type(step).repeatable()) {
                assertThat(run.begun(step.position()))
                        .as(step + "\n" + run.told())
                        .isLessThanOrEqualTo(1);
            }
        }
        for (KilledRun.Step step : atWork) {
            String now =
                    run.steps("and position = " + step.position()).getFirst().state();
            if (type(step).repeatable()) {
                assertThat(now).as(step + "\n" + run.told()).isEqualTo("SUCCEEDED");
            } else if (!procedure.startsWith("drill")) {
                assertThat(now).as(step + "\n" + run.told()).isEqualTo("NEEDS_DECISION");
            }
        }
        StringBuilder way = new StringBuilder(state);
        if (state.equals("INTERRUPTED") && retry) {
            runs().retry(run.id(), COMMANDER);
            state = run.untilStands();
            way.append(" retry ").append(state);
        }
        if (state.equals("INTERRUPTED") || state.equals("PAUSED")) {
            runs().cancel(run.id(), "the console was killed", COMMANDER);
            state = run.untilStands();
            way.append(" cancel ").append(state);
        }
        if (procedure.equals("isolate-system") && state.equals("SUCCEEDED")) {
            runs().wayBack(run.id(), "it was a rehearsal", COMMANDER);
            state = run.untilStands();
            way.append(" way back ").append(state);
        }
        // A drill clears up after itself and has failed then; anything else only ends well or taken back.
        List<String> good = procedure.startsWith("drill")
                ? List.of("SUCCEEDED", "CANCELLED", "FAILED")
                : List.of("SUCCEEDED", "CANCELLED");
        assertThat(state).as(way + "\n" + run.told()).isIn(good);
        return way.toString();
    }

    /** @param taken the procedure whose run was taken back; empty when it did its work */
    private static void leavesNothing(KilledRun run, List<String> before, String taken) {
        Waiting.until(Duration.ofSeconds(10), () -> run.left() + " " + run.told(), () -> run.left()
                .isEmpty());
        ESTATE.parts.stands(taken);
        List<String> after = ESTATE.inventory();
        // Older ways back may go; what a run keeps says in its name what it is.
        String kept = taken.isEmpty()
                ? ".*(before|undone|\\.muster-etc-|evidence).*"
                : ".*(undone|evidence|bdc-failover\\.before).*";
        assertThat(after)
                .as("new; " + run.told())
                .filteredOn(it -> !before.contains(it))
                .filteredOn(it -> !it.matches(kept))
                .isEmpty();
        assertThat(before)
                .as("gone; " + run.told())
                .filteredOn(it -> !after.contains(it))
                .filteredOn(it -> !it.matches(".*(before|undone).*"))
                .isEmpty();
    }

    private static KilledRun launched(String procedure) {
        Runs.Request request = new Runs.Request(procedure, ESTATE.parameters(procedure), null, null);
        RunId run = runs().launch(request, runs().prepare(request).nameToType(), COMMANDER);
        return new KilledRun(DATABASE, ESTATE.estate.resolve("work"), run);
    }

    private static RecoveryStep type(KilledRun.Step step) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(step.type()))
                .findFirst()
                .orElseThrow();
    }

    private static Runs runs() {
        return beans.getBean(Runs.class);
    }
}
