package dev.muster.objective;

import dev.muster.incident.SamplePlan;
import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.plan.RecoveryOption;
import dev.muster.plan.RecoveryOption.Kind;
import dev.muster.plan.Scenario;
import dev.muster.security.Actor;
import dev.muster.testing.SmallPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The plan of the tests about clocks, predictions and ways out. */
final class StatedPlan {

    static final String RESTORE = "restore-database";
    static final List<String> STEPS = List.of("load", "swap");

    private StatedPlan() {}

    static Plans withRestore() {
        return plans();
    }

    /** Its standby can be promoted, too. */
    static Plans withFailover() {
        return plans(procedure("fail-over-database", "Fail over"));
    }

    private static Plans plans(Procedure... more) {
        PlanVersion sample = new SamplePlan(1).current();
        return new OnePlan(
                new PlanVersion(1, sample.hash(), sample.source(), sample.loadedAt(), plan(sample.plan(), more)));
    }

    /** The sample plan with a restore of two steps and four ways out. */
    private static Plan plan(Plan sample, Procedure... more) {
        Scenario corruption = sample.scenarios().getFirst();
        Objectives objectives = sample.objectives();
        return SmallPlan.like(
                sample,
                Map.of(
                        "objectives",
                        objectives,
                        "scenarios",
                        List.of(new Scenario(
                                corruption.key(),
                                corruption.title(),
                                corruption.impact(),
                                corruption.strategy(),
                                corruption.procedures(),
                                List.of(
                                        new Scenario.Option("promote", "It carries the damage"),
                                        new Scenario.Option("newest", "First choice"),
                                        new Scenario.Option("older", "If the newest is damaged"),
                                        new Scenario.Option("wait", "Nobody repairs it meanwhile")))),
                        "options",
                        List.of(
                                way("promote", Kind.PROMOTE_STANDBY, Optional.of("fail-over-database")),
                                way("newest", Kind.NEWEST_PROVED_BACKUP, Optional.of(RESTORE)),
                                way("older", Kind.OLDER_BACKUP, Optional.of(RESTORE)),
                                way("wait", Kind.WAIT, Optional.empty())),
                        "procedures",
                        Stream.concat(Stream.of(procedure(RESTORE, "Restore the database")), Arrays.stream(more))
                                .toList()));
    }

    private static Procedure procedure(String key, String title) {
        return new Procedure(
                key,
                title,
                "",
                "bdc",
                List.of(new Procedure.Parameter("backup", "Backup", Procedure.Kind.BACKUP, Optional.empty())),
                STEPS.stream()
                        .map(it -> new Procedure.Step(it, "The " + it, Map.of(), it))
                        .toList());
    }

    private static RecoveryOption way(String key, Kind kind, Optional<String> procedure) {
        return new RecoveryOption(key, "Way " + key, kind, procedure, "Something", "There is one");
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
}
