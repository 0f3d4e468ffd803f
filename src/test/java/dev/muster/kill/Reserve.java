package dev.muster.kill;

import dev.muster.practice.Waiting;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The console that drives, and the next one, which is up already when the first is killed. */
final class Reserve implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path settings;
    private int count;
    private Process next;
    private @Nullable Process driving;

    Reserve(Path folder, Map<String, String> console, TestDatabase database) {
        this.folder = folder;
        this.settings = folder.resolve("console.properties");
        Properties all = new Properties();
        all.putAll(console);
        all.setProperty("url", database.url());
        all.setProperty("owner", database.owner());
        all.setProperty("application", database.application());
        all.setProperty("password", database.password());
        try (Writer writer = Files.newBufferedWriter(settings)) {
            all.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next = started();
    }

    /** The next one drives from now on, and another is started in reserve. */
    void drive() {
        Path said = folder.resolve("console-" + count + ".log");
        Waiting.until(PATIENCE, () -> "the console is up: " + text(said), () -> {
            if (!next.isAlive()) {
                throw new IllegalStateException(text(said));
            }
            return text(said).contains(KilledConsole.READY);
        });
        try {
            next.getOutputStream().write('\n');
            next.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driving = next;
        next = started();
    }

    /** As {@code kill -9}: its children live on. */
    void kill() {
        Process victim = driving;
        if (victim != null) {
            victim.destroyForcibly().onExit().join();
        }
    }

    private Process started() {
        count++;
        try {
            ProcessBuilder console = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlogback.configurationFile="
                                    + Path.of("src/test/resources/practice/logback.xml")
                                            .toAbsolutePath(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KilledConsole.class.getName(),
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("console-" + count + ".log").toFile());
            console.environment().merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
            return console.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        next.destroyForcibly().onExit().join();
    }
}
