package dev.muster.practice;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls until something holds. */
public final class Waiting {

    private static final long PAUSE_MILLIS = 50;

    private Waiting() {}

    /**
     * Returns as soon as it holds.
     *
     * @throws IllegalStateException when it does not hold in time
     */
    public static void until(Duration limit, String what, BooleanSupplier holds) {
        until(limit, () -> what, holds);
    }

    public static void until(Duration limit, Supplier<String> what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not within " + limit.toSeconds() + " s: " + what.get());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting: " + what.get(), e);
            }
        }
    }
}
