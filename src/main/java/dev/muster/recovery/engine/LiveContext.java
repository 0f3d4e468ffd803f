package dev.muster.recovery.engine;

import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one step of a real run may know and do. Used by several threads of the step at once. */
final class LiveContext implements StepContext {

    private final Desk desk;
    private final ActiveRun active;
    private final LogSink sink;
    private final Masks masks;
    private final RunRecord run;
    private final Plan plan;
    private final Procedure.Step step;
    private final int position;
    private final Procedure procedure;
    private final Facts scope;
    private final Map<String, String> facts;
    private final Map<RunLine.Stream, SplitSecrets> split = new EnumMap<>(RunLine.Stream.class);
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private volatile boolean expired;

    LiveContext(
            Desk desk,
            ActiveRun active,
            LogSink sink,
            Masks masks,
            RunRecord run,
            Plan plan,
            Procedure procedure,
            int position) {
        this.desk = desk;
        this.active = active;
        this.sink = sink;
        this.masks = masks;
        this.run = run;
        this.plan = plan;
        this.procedure = procedure;
        this.step = procedure.steps().get(position - 1);
        this.position = position;
        this.scope = Facts.of(step);
        this.facts = new ConcurrentHashMap<>(scope.inside(run.facts()));
        for (RunLine.Stream stream : RunLine.Stream.values()) {
            split.put(stream, masks.split());
        }
    }

    @Override
    public long runId() {
        return run.id().value();
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public String target() {
        return procedure.targetOf(step);
    }

    @Override
    public List<PartCondition> parts() {
        return PartConditions.of(run, procedure);
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(
                Procedure.parametersOf(step, run.parameters()).get(name));
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(step.with().get(name));
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public Optional<Answer> answer() {
        return Optional.ofNullable(run.steps().get(position - 1).answer());
    }

    @Override
    public void keepFact(String name, String value) {
        desk.keep(active.lease(), position, Map.of(scope.outside(name), value));
        facts.put(name, value);
    }

    @Override
    public Path workDirectory() {
        return desk.folder(active.lease(), scope);
    }

    @Override
    public void log(String line) {
        write(RunLine.Stream.MUSTER, line);
    }

    @Override
    public void output(boolean error, String line) {
        write(error ? RunLine.Stream.ERR : RunLine.Stream.OUT, line);
    }

    private void write(RunLine.Stream stream, String text) {
        desk.write(sink, masks, Objects.requireNonNull(split.get(stream)), position, stream, text);
    }

    @Override
    public void command(String command) {
        String shown = LogText.clean(command, masks);
        write(RunLine.Stream.MUSTER, "$ " + shown);
        desk.patience().run(() -> desk.writer().command(active.lease(), position, shown));
    }

    @Override
    public void progress(String text) {
        sink.progress(position, LogText.clean(text, masks));
    }

    @Override
    public void guard() {
        if (expired) {
            throw new TimedOut();
        }
        desk.guard(active);
    }

    @Override
    public Map<String, String> processEnvironment() {
        return desk.orphans().marks(run.id());
    }

    @Override
    public void working(Process process) {
        active.working(process);
        processes.removeIf(it -> !it.isAlive());
        processes.add(process);
        if (expired) {
            ActiveRun.end(process);
        }
    }

    /** One more call of the step begins. */
    void begins() {
        expired = false;
        processes.clear();
    }

    /** Its time is over: its processes end, and it may change nothing any more. */
    void expire() {
        expired = true;
        processes.forEach(ActiveRun::end);
    }

    boolean expired() {
        return expired;
    }

    /** Says to a step that its time is over. */
    private static final class TimedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimedOut() {
            super("the time of the step is over");
        }
    }

    @Override
    public Instant now() {
        return desk.now();
    }
}
