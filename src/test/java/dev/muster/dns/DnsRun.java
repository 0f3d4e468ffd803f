package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.Plan;
import dev.muster.plan.ShippedPlan;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.resolver.NameServersOfTests;
import dev.muster.testing.TurnableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run without the engine: its facts in a map, its time turned by the test, a guard that the test may let fail. */
public final class DnsRun implements StepContext {

    public final TurnableClock clock;
    public final Map<String, String> facts = new HashMap<>();
    public final List<String> commands = new ArrayList<>();
    public final List<String> log = new ArrayList<>();
    public Runnable guard = () -> {};
    private final Plan plan;
    private final DnsEntry entry;
    private final List<DnsProvider> providers;
    private Optional<Answer> answer = Optional.empty();

    public DnsRun(DnsEntry entry, TurnableClock clock, DnsProvider... providers) {
        this.entry = entry;
        this.clock = clock;
        this.plan = ShippedPlan.keeping(List.of(entry));
        this.providers = List.of(providers);
    }

    public RecoveryStep read() {
        return new ReadDnsStep(new DnsProviders(providers), help());
    }

    public RecoveryStep change() {
        return new ChangeDnsStep(new DnsProviders(providers), help());
    }

    public RecoveryStep waiting() {
        return new WaitForDnsStep(NameServersOfTests.real());
    }

    private static DnsHelp help() {
        return new DnsHelp(NameServersOfTests.real());
    }

    public StepOutcome run(RecoveryStep step) {
        StepOutcome outcome = step.run(this);
        return taken(outcome);
    }

    public StepOutcome undo(RecoveryStep step) {
        return taken(step.undo(this));
    }

    private StepOutcome taken(StepOutcome outcome) {
        answer = Optional.empty();
        if (outcome instanceof StepOutcome.Done done) {
            facts.putAll(done.facts());
        }
        return outcome;
    }

    /** Called again at the moments it asks for, up to that time. */
    public StepOutcome runFor(Duration most, RecoveryStep step) {
        Instant end = clock.instant().plus(most);
        StepOutcome outcome = run(step);
        while (outcome instanceof StepOutcome.Waiting waiting
                && !clock.instant().plus(waiting.askAgainIn()).isAfter(end)) {
            clock.turn(waiting.askAgainIn());
            outcome = run(step);
        }
        return outcome;
    }

    public DnsRun answering(String text) {
        answer = Optional.of(new Answer(text, "Jane Smith"));
        return this;
    }

    @Override
    public long runId() {
        return 7;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public String target() {
        return entry.key();
    }

    @Override
    public Optional<String> parameter(String name) {
        return name.equals("site") ? Optional.of("standby") : Optional.empty();
    }

    @Override
    public Optional<String> setting(String name) {
        return name.equals("dns") ? Optional.of(entry.key()) : Optional.empty();
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public Optional<Answer> answer() {
        return answer;
    }

    @Override
    public void keepFact(String name, String value) {
        facts.put(name, value);
    }

    @Override
    public Path workDirectory() {
        throw new IllegalStateException("no step here needs a folder");
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
        guard.run();
    }

    @Override
    public void working(Process process) {
        throw new IllegalStateException("no step here starts a process");
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
