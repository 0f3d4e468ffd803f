package dev.muster.kill;

import dev.muster.recovery.RunId;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What drives runs in a console, as a process of its own that may be killed: plan, hosts, steps and engine without
 * screens. It is started in reserve, says so, and drives from the moment on that it is told to; when who tells it is
 * gone it ends.
 */
public final class KilledConsole {

    static final String READY = "ready";

    private static final int LOOK_NANOS = 50_000_000;

    private KilledConsole() {}

    /** @param arguments file with the database's parts and the console's settings */
    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(reader);
        }
        TestDatabase database = new TestDatabase(
                settings.getProperty("url"),
                settings.getProperty("owner"),
                settings.getProperty("application"),
                settings.getProperty("password"));
        try (AnnotationConfigApplicationContext beans =
                RecoveryBeans.of(RecoveryBeans.strings(settings), database, true)) {
            System.out.println(READY);
            if (System.in.read() < 0) {
                return;
            }
            Thread.ofPlatform().daemon().start(KilledConsole::endWithItsMaster);
            drive(beans);
        }
    }

    private static void drive(AnnotationConfigApplicationContext beans) {
        Set<RunId> driven = ConcurrentHashMap.newKeySet();
        while (true) {
            for (RunId run : EngineBeans.wanted(beans)) {
                if (driven.add(run)) {
                    Thread.ofVirtual().start(() -> {
                        try {
                            EngineBeans.drive(beans, run);
                        } finally {
                            driven.remove(run);
                        }
                    });
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void endWithItsMaster() {
        try {
            String rest = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            Runtime.getRuntime().halt(rest.isEmpty() ? 0 : 1);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
