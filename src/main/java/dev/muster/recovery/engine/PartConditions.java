package dev.muster.recovery.engine;

import dev.muster.plan.Procedure;
import dev.muster.plan.Procedure.Frame;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.RunRecord.StepRecord;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.PartCondition.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each procedure that a run uses what came of it and how it is taken back. */
final class PartConditions {

    private PartConditions() {}

    static List<PartCondition> of(RunRecord run, Procedure procedure) {
        Map<List<Frame>, List<StepRecord>> parts = new LinkedHashMap<>();
        run.steps().forEach(step -> part(step.frames())
                .ifPresent(frames ->
                        parts.computeIfAbsent(frames, it -> new ArrayList<>()).add(step)));
        return parts.entrySet().stream()
                .map(it -> condition(it.getKey().getLast().title(), it.getValue(), run, procedure))
                .toList();
    }

    /** The frames down to the first used procedure. */
    private static Optional<List<Frame>> part(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).branch() == 0) {
                return Optional.of(List.copyOf(frames.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    private static PartCondition condition(String title, List<StepRecord> steps, RunRecord run, Procedure procedure) {
        List<StepRecord> begun = steps.stream().filter(it -> it.attempt() > 0).toList();
        if (begun.isEmpty()) {
            return new PartCondition(title, State.NOT_BEGUN, "nothing of it has changed");
        }
        List<StepRecord> standing = begun.stream().filter(it -> !it.undone()).toList();
        if (standing.isEmpty()) {
            return new PartCondition(title, State.TAKEN_BACK, "it is as before the run");
        }
        String back = "way back: undo back to step " + standing.getFirst().position();
        Optional<StepRecord> open = steps.stream().filter(it -> !it.finished()).findFirst();
        if (open.isPresent()) {
            return new PartCondition(title, State.STOPPED, "at " + told(open.get()) + "; " + back);
        }
        Optional<StepRecord> skipped =
                steps.stream().filter(it -> it.state() == StepState.SKIPPED).findFirst();
        if (skipped.isPresent()) {
            return new PartCondition(title, State.NOT_PROVED, told(skipped.get()) + "; " + back);
        }
        return left(steps, run, procedure)
                .map(why -> new PartCondition(title, State.LEFT_AS_IT_WAS, why))
                .orElseGet(() -> new PartCondition(title, State.RESTORED, told(steps.getLast()) + "; " + back));
    }

    private static String told(StepRecord step) {
        String summary = step.summary();
        return "step " + step.position() + " (" + step.title() + ")"
                + (summary == null || summary.isBlank()
                        ? ""
                        : ": " + summary.lines().findFirst().orElse(""));
    }

    private static Optional<String> left(List<StepRecord> steps, RunRecord run, Procedure procedure) {
        return steps.stream()
                .map(it -> Facts.of(procedure.steps().get(it.position() - 1)).inside(run.facts()))
                .filter(it -> it.containsKey(PartCondition.LEFT))
                .map(it -> it.getOrDefault(PartCondition.LEFT, ""))
                .findFirst();
    }
}
