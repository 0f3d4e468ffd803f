package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The worker of a console as a process of its own, made to be stopped in the middle of a step. When it goes on it tries
 * everything that a worker does, and says what came of each.
 */
public final class LateWorker {

    private LateWorker() {}

    /** @param arguments database, its owner, its application role, password, work folder, run */
    public static void main(String[] arguments) {
        Path work = Path.of(arguments[4]);
        TestDatabase database = new TestDatabase(arguments[0], arguments[1], arguments[2], arguments[3]);
        EngineWorld world = new EngineWorld(work, database);
        world.second.repeatable = true;
        world.second.run = it -> late(it, work);
        world.drive(new RunId(Long.parseLong(arguments[5])));
        System.out.println("left");
        System.exit(0);
    }

    static void act(StepContext context, Path work, String who) {
        context.guard();
        try {
            Files.writeString(work.resolve("estate"), who + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StepOutcome late(StepContext context, Path work) {
        act(context, work, "first worker");
        System.out.println("works");
        while (!Files.exists(work.resolve("go on"))) {
            LockSupport.parkNanos(10_000_000);
        }
        attempt("guard", () -> act(context, work, "first worker, too late"));
        attempt("fact", () -> context.keepFact("late", "yes"));
        attempt("command", () -> context.command("rm -rf late"));
        context.log("too late");
        context.progress("too late");
        return StepOutcome.done("too late", Map.of("late", "yes"));
    }

    private static void attempt(String what, Runnable act) {
        try {
            act.run();
            System.out.println(what + ": done");
        } catch (StepContext.LostLease e) {
            System.out.println(what + ": refused");
        }
    }
}
