package dev.muster.backup;

import dev.muster.common.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same with many things, several at once; the first failure ends it and is thrown as it was. */
public final class Parallel {

    private Parallel() {}

    public static <T> void each(int atOnce, List<T> things, Consumer<T> work) {
        List<T> waiting = new ArrayList<>(things);
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Math.max(1, Math.min(atOnce, things.size())),
                Thread.ofPlatform().name("step-", 0).factory())) {
            ExecutorCompletionService<Boolean> done = new ExecutorCompletionService<>(workers);
            waiting.forEach(it -> done.submit(() -> work.accept(it), true));
            try {
                for (int i = 0; i < waiting.size(); i++) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new Refused("stopped by " + e.getCause(), e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new Refused("interrupted", e);
            }
        }
    }
}
