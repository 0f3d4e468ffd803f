package dev.muster.recovery.step;

import dev.muster.plan.StepSetting;
import java.util.List;

/**
 * One action of a procedure. An instance is a bean shared by all runs: it keeps no state. It is called <em>at least</em>
 * once, so after a crash it may find its own work half done and must look before it acts. It returns facts; only the
 * engine writes. It throws only for what it did not foresee: the engine reports that as a failure.
 */
public interface RecoveryStep {

    /** The name that the plan uses, such as {@code swap-database}. */
    String type();

    /** What it does, in one sentence for the page of step types. */
    String about();

    /** The settings that it takes from its entry in the plan. */
    default List<StepSetting> settings() {
        return List.of();
    }

    /** What it would do, before anything runs. Reads only. */
    StepDescription describe(StepContext context);

    /** The pre-flight. Reads only, and answers within a few seconds. */
    List<Finding> check(StepContext context);

    StepOutcome run(StepContext context);

    /**
     * The way back. Called for finished steps in reverse order, and for the step that failed or was cancelled.
     * Must be safe to call when the step did nothing.
     */
    default StepOutcome undo(StepContext context) {
        return StepOutcome.done("nothing to undo");
    }

    StepEffect effect();

    /**
     * Whether {@link #undo} still makes sense once the whole run has succeeded. A step that only clears away its own
     * unfinished work has no way back.
     */
    default boolean hasWayBack() {
        return effect() == StepEffect.REVERSIBLE;
    }

    /** Whether the target stays as it is, whatever the step changes elsewhere. */
    default boolean sparesTarget() {
        return effect() == StepEffect.READ_ONLY;
    }

    /** Whether it may simply run again after a crash, because it looks at the real state first. */
    boolean repeatable();

    /** Whether it takes longer for more data, so that a prediction is scaled by size. */
    default boolean growsWithSize() {
        return false;
    }
}
