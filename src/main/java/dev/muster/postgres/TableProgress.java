package dev.muster.postgres;

import dev.muster.host.CommandListener;
import dev.muster.recovery.step.StepContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a dump or a restore by what it says with {@code --verbose}. */
final class TableProgress implements CommandListener {

    private final StepContext context;
    private final String mark;
    private final int tables;
    private final AtomicInteger done = new AtomicInteger();

    /** @param mark what a line about one table contains */
    TableProgress(StepContext context, String mark, int tables) {
        this.context = context;
        this.mark = mark;
        this.tables = tables;
    }

    @Override
    public void started(Process process) {
        context.working(process);
    }

    @Override
    public void line(boolean error, String line) {
        context.output(error, line);
        if (line.contains(mark)) {
            context.progress(Math.min(done.incrementAndGet(), tables) + " of " + tables + " tables");
        }
    }
}
