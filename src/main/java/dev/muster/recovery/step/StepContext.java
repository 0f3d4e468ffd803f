package dev.muster.recovery.step;

import dev.muster.common.Refused;
import dev.muster.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step may know and use while it works. In {@link RecoveryStep#describe} and {@link RecoveryStep#check} there is
 * no run yet: {@link #runId} is 0 and the side effects are not to be used.
 */
public interface StepContext {

    /** The run's number; names of side databases and folders carry it. 0 before launch. */
    long runId();

    /** The plan version that the run started with. */
    Plan plan();

    /** The key of the thing that the run is about, for example the plan's key of a database. */
    String target();

    /**
     * Whether another procedure of the same run comes before this part: what a pre-flight sees now may be what that one
     * mends, so it warns where it else forbids.
     */
    default boolean comesLater() {
        return false;
    }

    /** The used procedures of the run in their order, as they stand now; empty when it uses none. */
    default List<PartCondition> parts() {
        return List.of();
    }

    /** A value that the launching person chose, for example {@code backup}. */
    Optional<String> parameter(String name);

    /** A value from the step's own {@code with:} in the plan. */
    Optional<String> setting(String name);

    /**
     * A setting without which the step cannot work.
     *
     * @throws Refused when the plan does not give it
     */
    default String needSetting(String name) {
        return setting(name).orElseThrow(() -> new Refused("The step needs the setting " + name + " in the plan"));
    }

    /** A fact that an earlier step returned. */
    Optional<String> fact(String name);

    /** What a person answered to the question that this step asked before. */
    Optional<Answer> answer();

    /** An answer and the name of who gave it. */
    record Answer(String text, String by) {}

    /** Keeps a fact at once, before the side effect that it describes: it is there after a crash. */
    void keepFact(String name, String value);

    /** A folder of this run alone; made at the first call, removed by the engine when the run has ended. */
    Path workDirectory();

    /** One line of the run's log, from the step itself. */
    void log(String line);

    /** One line of a command's output. */
    void output(boolean error, String line);

    /** Notes a command that is about to run, secrets masked, for the run page. */
    void command(String command);

    /** Progress for the run page, replaces the one before: "5 of 8 tables". */
    void progress(String text);

    /**
     * To be called right before each side effect.
     *
     * @throws LostLease when another worker has taken the target over: the step must end without acting
     * @throws Cancelled when a person has cancelled the run
     */
    void guard();

    /**
     * What every local child process of the step must carry in its environment, so that it is found and ended after a
     * crash of the console. Not for services that the step starts: they outlive the run.
     */
    default Map<String, String> processEnvironment() {
        return Map.of("MUSTER_RUN", Long.toString(runId()));
    }

    /** Registers the process that works for this step, so that a cancel ends it. */
    void working(Process process);

    Instant now();

    /** Another worker owns the target now. */
    final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LostLease(String message) {
            super(message);
        }
    }

    /** A person cancelled the run. */
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Cancelled() {
            super("cancelled");
        }
    }
}
