package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.ShippedPlan;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.resolver.NameServersOfTests;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run that moves an entry to the standby site, its time turned by the test, with a guard that the test may let fail. */
public final class DnsRun extends LooseContext {

    public final TurnableClock clock;
    public Runnable guard = () -> {};
    private final List<DnsProvider> providers;
    private Optional<Answer> answer = Optional.empty();

    public DnsRun(DnsEntry entry, TurnableClock clock, DnsProvider... providers) {
        super(7, ShippedPlan.keeping(List.of(entry)), entry.key());
        this.clock = clock;
        by(clock).with("dns", entry.key()).given("site", "standby");
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
    public Optional<Answer> answer() {
        return answer;
    }

    @Override
    public void guard() {
        guard.run();
    }

    @Override
    public void working(Process process) {
        throw new IllegalStateException("no step here starts a process");
    }
}
