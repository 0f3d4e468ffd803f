package dev.muster.recovery;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Procedure.Frame;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepDescription;
import dev.muster.security.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Set<String> targets,
            String nameToType,
            List<StepPreview> steps,
            List<Finding> findings) {

        public boolean blocked() {
            return findings.stream().anyMatch(it -> it.level() == Finding.Level.BLOCK);
        }
    }

    /** One step of a preview. */
    record StepPreview(int position, String type, String title, List<Frame> within, StepDescription description) {}

    Preview prepare(Request request);

    /**
     * Launches: pre-flight once more, then the row that holds the target.
     *
     * @param typedName must equal {@link Preview#nameToType}
     * @throws HeldTarget when another run holds one of the targets
     * @throws dev.muster.common.Refused with the reason: a finding blocks, the name is wrong
     */
    RunId launch(Request request, String typedName, Actor actor);

    /** The run that holds one of the targets now. */
    Optional<TargetHeld> holder(Collection<String> targets);

    /** What a commander may do with the run as it stands now; empty when there is nothing. */
    Set<RunChoice> choices(RunId run);

    /** Asks a run to end; it cleans up after itself. */
    void cancel(RunId run, String reason, Actor actor);

    /** Asks a run to stand still before its next step. */
    void pause(RunId run, String reason, Actor actor);

    /** Lets a run go on that a person paused. */
    void resume(RunId run, Actor actor);

    /** Goes on from the steps that failed or were interrupted. */
    void retry(RunId run, Actor actor);

    /** Marks the step that failed, was interrupted or asks as skipped and goes on with the next; never an approval. */
    void skip(RunId run, String reason, Actor actor);

    /** Answers the question of a step with one of the answers that it offers. */
    void answer(RunId run, int step, String answer, Actor actor);

    /** Runs the way back of a succeeded run, newest step first. */
    void wayBack(RunId run, String reason, Actor actor);

    /** Undoes the newest steps down to this one; then the run stands before it and may go on. */
    void undoTo(RunId run, int step, String reason, Actor actor);

    /** What the run waits for another person to approve. */
    Optional<Approval> approval(RunId run);

    /** What lies behind the gate that the run stands at, looked at now; asks the estate and changes nothing. */
    Ahead ahead(RunId run);

    /**
     * What an approval would let happen.
     *
     * @param hash of what would happen now; an approval of another one is refused
     */
    record Ahead(Preview preview, String hash) {}

    /**
     * Approves exactly what the hash stands for.
     *
     * @throws dev.muster.common.Refused to who launched or asked, after the time, and when anything has changed
     */
    void approve(RunId run, String hash, Actor actor);

    /** Asks for the approval once more, of what lies ahead now. */
    void askAgain(RunId run, Actor actor);
}
