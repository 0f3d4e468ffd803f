package dev.muster.recovery;

import dev.muster.incident.IncidentId;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepDescription;
import dev.muster.security.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Launch and control of runs: the one door to the engine. Every act is audited and needs COMMANDER. */
public interface Runs {

    /**
     * @param procedure key in the plan in force
     * @param item the checklist item that it was launched from
     */
    record Request(
            String procedure,
            Map<String, String> parameters,
            @Nullable IncidentId incident,
            @Nullable Long item) {}

    /** The pre-flight and the preview of a launch; nothing has run. */
    record Preview(
            Request request,
            String title,
            String target,
            String nameToType,
            List<StepPreview> steps,
            List<Finding> findings) {

        public boolean blocked() {
            return findings.stream().anyMatch(it -> it.level() == Finding.Level.BLOCK);
        }
    }

    /** One step of a preview. */
    record StepPreview(int position, String type, String title, StepDescription description) {}

    Preview prepare(Request request);

    /**
     * Launches: pre-flight once more, then the row that holds the target.
     *
     * @param typedName must equal {@link Preview#nameToType}
     * @throws dev.muster.common.Refused with the reason: a finding blocks, the name is wrong, another run holds the
     *     target (its number is named)
     */
    RunId launch(Request request, String typedName, Actor actor);

    /** Asks a run to end; it cleans up after itself. */
    void cancel(RunId run, String reason, Actor actor);

    /** Goes on from the step that failed or was interrupted. */
    void retry(RunId run, Actor actor);

    /** Marks the step that failed or was interrupted as skipped and goes on with the next. */
    void skip(RunId run, String reason, Actor actor);

    /** What a commander may do with the run as it stands now; empty when there is nothing. */
    Set<RunChoice> choices(RunId run);

    /** Runs the way back of a succeeded run, newest step first. */
    void wayBack(RunId run, String reason, Actor actor);
}
