package dev.muster.recovery.engine;

import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a step, on a virtual thread of its own: an interrupt reaches it even while it waits for an answer from the
 * network. The caller goes on only when the step has really ended, because two workers of one run must never be at work.
 */
final class TimedCall {

    private final FutureTask<StepOutcome> call;
    private final Thread thread;

    private TimedCall(Callable<StepOutcome> step, String name) {
        this.call = new FutureTask<>(step);
        this.thread = Thread.ofVirtual().name(name).start(call);
    }

    /**
     * @param expire told once when the time is over, before the step's thread is interrupted
     * @throws Exception what the step threw
     */
    static StepOutcome within(Duration limit, String name, Callable<StepOutcome> step, Runnable expire)
            throws Exception {
        return new TimedCall(step, name).await(limit, expire);
    }

    private StepOutcome await(Duration limit, Runnable expire) throws Exception {
        boolean interrupted = false;
        boolean expired = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return expired ? call.get() : call.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    expired = true;
                    expire.run();
                    thread.interrupt();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Exception thrown(ExecutionException e) {
        return switch (e.getCause()) {
            case Exception exception -> exception;
            case Error error -> throw error;
            case null, default -> e;
        };
    }
}
