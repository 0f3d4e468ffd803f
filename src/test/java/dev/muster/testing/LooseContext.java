package dev.muster.testing;

import dev.muster.plan.Plan;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A run without an engine: what it knows in maps, what it told in lists, and a worker that may die at any side effect. */
public class LooseContext implements StepContext {

    public final Map<String, String> facts = new ConcurrentHashMap<>();
    public final Map<String, String> settings = new ConcurrentHashMap<>();
    public final Map<String, String> parameters = new ConcurrentHashMap<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<String> log = new CopyOnWriteArrayList<>();
    private final long run;
    private final Plan plan;
    private final String target;
    private @Nullable Path folder;
    private Clock clock = Clock.systemUTC();
    private int left = Integer.MAX_VALUE;

    public LooseContext(long run, Plan plan) {
        this(run, plan, "bdc");
    }

    public LooseContext(long run, Plan plan, String target) {
        this.run = run;
        this.plan = plan;
        this.target = target;
    }

    public LooseContext with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public LooseContext given(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Without one nothing may stay on the console. */
    public LooseContext in(Path workDirectory) {
        folder = workDirectory;
        return this;
    }

    public LooseContext by(Clock time) {
        clock = time;
        return this;
    }

    /** From now on the worker gets so far and dies: before that side effect. */
    public LooseContext diesBefore(int sideEffect) {
        left = sideEffect;
        return this;
    }

    /** The worker that goes on after that one's death: what was kept is all it knows. */
    public LooseContext next() {
        LooseContext next = new LooseContext(run, plan, target).by(clock);
        next.folder = folder;
        next.facts.putAll(facts);
        next.settings.putAll(settings);
        next.parameters.putAll(parameters);
        return next;
    }

    /** Whatever it told, for tests of what must stay a secret. */
    public List<String> everything() {
        List<String> all = new ArrayList<>(commands);
        all.addAll(log);
        return all;
    }

    @Override
    public long runId() {
        return run;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public Optional<Answer> answer() {
        return Optional.empty();
    }

    @Override
    public void keepFact(String name, String value) {
        facts.put(name, value);
    }

    @Override
    public Path workDirectory() {
        if (folder == null) {
            throw new UnsupportedOperationException("nothing may stay on the console");
        }
        return folder;
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public void output(boolean error, String line) {
        log.add(line);
    }

    @Override
    public void command(String command) {
        commands.add(command);
    }

    @Override
    public void progress(String text) {
        log.add(text);
    }

    @Override
    public void guard() {
        if (--left == 0) {
            throw new LostLease("the worker died");
        }
    }

    @Override
    public void working(Process process) {}

    @Override
    public Instant now() {
        return clock.instant();
    }
}
