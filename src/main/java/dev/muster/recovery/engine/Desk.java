package dev.muster.recovery.engine;

import dev.muster.recovery.step.StepContext.Cancelled;
import dev.muster.recovery.step.StepContext.LostLease;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The tools that the worker of a run shares with the contexts of its steps. */
@Component
record Desk(
        JooqLeases leases,
        JooqRuns runs,
        JooqRunLog log,
        RunWriter writer,
        Patience patience,
        WorkDirectories folders,
        OrphanProcesses orphans,
        EngineSettings settings,
        Clock clock) {

    LogSink sink(Lease lease) {
        return new LogSink(lease, log, writer, patience);
    }

    /** The guard before a side effect: the lease is ours and fresh, and nobody has cancelled. */
    void guard(ActiveRun active) {
        if (active.lost() || active.stopping()) {
            throw new LostLease("this worker must not act any more");
        }
        switch (patience.get(() -> leases.renew(active.lease()))) {
            case OURS -> {}
            case CANCELLED -> throw new Cancelled();
            case LOST -> {
                active.lose();
                throw new LostLease(
                        "another worker has taken over " + active.lease().target());
            }
        }
    }

    void keep(Lease lease, int position, Map<String, String> facts) {
        patience.run(() -> writer.facts(lease, position, facts));
    }

    Path folder(Lease lease, Facts scope) {
        return folders.make(lease.run(), scope.scope());
    }

    Instant now() {
        return clock.instant();
    }

    void write(LogSink sink, Masks masks, SplitSecrets split, int step, RunLine.Stream stream, String text) {
        List<String> lines = LogText.lines(text, masks, split);
        Instant now = clock.instant();
        lines.forEach(it -> sink.add(new RunLine(now, step, stream, it)));
    }
}
