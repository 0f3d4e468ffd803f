package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.CommandListener;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the steps of this module share. */
final class Steps {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Steps() {}

    /** A refusal is a failure that may be tried again; nothing else is caught. */
    static StepOutcome tried(Supplier<StepOutcome> work) {
        try {
            return work.get();
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    static List<Finding> looked(String check, Supplier<List<Finding>> work) {
        try {
            return work.get();
        } catch (Refused e) {
            return List.of(Finding.block(check, e.getMessage()));
        }
    }

    /** Waits for the real state; false when it did not come in time. */
    static boolean until(StepContext context, Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            context.guard();
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refused("interrupted", e);
            }
        }
        return true;
    }

    static CommandListener output(StepContext context) {
        return new CommandListener() {
            @Override
            public void started(Process process) {
                context.working(process);
            }

            @Override
            public void line(boolean error, String line) {
                context.output(error, line);
            }
        };
    }

    /** "12.3 MB", for people. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        return bytes < 1 << 20
                ? String.format(java.util.Locale.ROOT, "%.1f kB", bytes / 1024.0)
                : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
