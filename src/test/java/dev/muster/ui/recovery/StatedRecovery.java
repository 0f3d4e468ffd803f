package dev.muster.ui.recovery;

import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunList;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.TargetHeld;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepDescription;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs, choices and a pre-flight as a test states them; remembers what was asked for. */
final class StatedRecovery implements Runs, RunQuery, RunList {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final List<Detail> all = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    Set<RunChoice> choices = Set.of();

    @Nullable
    String refusal;

    @Nullable
    Approval approval;

    String hashNow = "";

    Detail run(long id, RunState state, @Nullable String reason, Map<String, String> facts, StepRow... steps) {
        Summary summary = new Summary(
                new RunId(id),
                "restore-database",
                "Restore the database",
                "bdc",
                state,
                (int) List.of(steps).stream()
                        .filter(it -> it.state() == StepState.SUCCEEDED)
                        .count(),
                steps.length,
                "Jane Smith",
                NOON,
                state.ended() ? NOON.plusSeconds(75) : null,
                new IncidentId(42),
                null,
                reason);
        Detail detail = new Detail(summary, Map.of("backup", "newest"), facts, List.of(steps));
        all.removeIf(it -> it.summary().id().value() == id);
        all.addFirst(detail);
        return detail;
    }

    static StepRow step(int position, String type, String title, StepState state) {
        boolean begun = state != StepState.PENDING;
        boolean done = state == StepState.SUCCEEDED || state == StepState.FAILED;
        return new StepRow(
                position,
                type,
                title,
                state,
                1,
                null,
                begun ? List.of("command of " + title) : List.of(),
                begun ? NOON : null,
                done ? NOON.plusSeconds(9) : null,
                List.of(),
                false,
                List.of());
    }

    @Override
    public Optional<Detail> run(RunId id) {
        return all.stream().filter(it -> it.summary().id().equals(id)).findFirst();
    }

    @Override
    public List<Summary> latest(int limit) {
        return all.stream().map(Detail::summary).limit(limit).toList();
    }

    @Override
    public List<Summary> ofIncident(IncidentId incident) {
        return latest(100);
    }

    @Override
    public List<Summary> live() {
        return latest(100).stream().filter(it -> !it.state().ended()).toList();
    }

    @Override
    public List<Summary> lastEnded(Instant since) {
        return List.of();
    }

    @Override
    public List<LogLine> log(RunId id, long afterSeq, int limit) {
        return List.of();
    }

    @Override
    public long lastLogSeq(RunId id) {
        return 0;
    }

    @Override
    public List<Summary> page(Filter filter, int offset, int limit) {
        return all.stream()
                .map(Detail::summary)
                .filter(it -> filter.show().states().contains(it.state()))
                .filter(it -> it.title().contains(filter.text()))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public int total(Filter filter) {
        return page(filter, 0, Integer.MAX_VALUE).size();
    }

    @Override
    public Preview prepare(Request request) {
        asked.add("prepare " + request.parameters());
        if (findings.isEmpty() && refusal != null) {
            throw new Refused(refusal);
        }
        StepPreview swap = new StepPreview(
                1,
                "swap-database",
                "Swap the databases",
                List.of(),
                new StepDescription(
                        "Renames both", List.of("alter database a rename to b"), List.of("38 min of data"), "rename"));
        return new Preview(request, "Restore", "bdc", Set.of("bdc"), "bdc_production", List.of(swap), findings);
    }

    @Override
    public RunId launch(Request request, String typedName, Actor actor) {
        asked.add("launch " + typedName);
        if (refusal != null) {
            throw new Refused(refusal);
        }
        return new RunId(77);
    }

    @Override
    public void cancel(RunId run, String reason, Actor actor) {
        asked.add("cancel " + run + " " + reason);
    }

    @Override
    public void retry(RunId run, Actor actor) {
        asked.add("retry " + run);
    }

    @Override
    public void skip(RunId run, String reason, Actor actor) {
        asked.add("skip " + run + " " + reason);
    }

    @Override
    public Set<RunChoice> choices(RunId run) {
        return choices;
    }

    @Override
    public void wayBack(RunId run, String reason, Actor actor) {
        asked.add("way back " + run + " " + reason);
    }

    @Override
    public Optional<TargetHeld> holder(Collection<String> targets) {
        return Optional.empty();
    }

    @Override
    public void pause(RunId run, String reason, Actor actor) {
        asked.add("pause " + run + " " + reason);
    }

    @Override
    public void resume(RunId run, Actor actor) {
        asked.add("resume " + run);
    }

    @Override
    public void answer(RunId run, int step, String answer, Actor actor) {
        asked.add("answer " + run + " " + step + " " + answer);
    }

    @Override
    public void undoTo(RunId run, int step, String reason, Actor actor) {
        asked.add("undo " + run + " to " + step + " " + reason);
    }

    @Override
    public Optional<Approval> approval(RunId run) {
        return Optional.ofNullable(approval);
    }

    @Override
    public Ahead ahead(RunId run) {
        return new Ahead(prepare(new Request("restore-database", Map.of(), null, null)), hashNow);
    }

    @Override
    public void approve(RunId run, String hash, Actor actor) {
        asked.add("approve " + run + " " + hash);
    }

    @Override
    public void askAgain(RunId run, Actor actor) {
        asked.add("ask again " + run);
    }
}
