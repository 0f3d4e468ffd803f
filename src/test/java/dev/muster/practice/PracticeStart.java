package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of the launcher with its output in a file. */
public record PracticeStart(Process process, EstateFolder folder, Path log) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** On very little data. */
    public static PracticeStart in(EstateFolder folder, String log) throws IOException {
        return in(folder, log, "1MB");
    }

    public static PracticeStart in(EstateFolder folder, String log, String size) throws IOException {
        Path output = folder.resolve(log);
        List<String> command = new ArrayList<>(JavaProgram.commandLine(
                PracticeMain.class,
                folder.resolve(log + ".arguments"),
                List.of("-Xmx256m"),
                "--home",
                folder.resolve("home").toString(),
                "--size",
                size));
        return new PracticeStart(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile())
                        .start(),
                folder,
                output);
    }

    /** Waits until a line like that is printed. */
    public Matcher printed(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Waiting.until(PATIENCE, () -> regex + " in:\n" + output(), () -> {
            assertThat(process.isAlive()).as(output()).isTrue();
            return pattern.matcher(output()).find();
        });
        Matcher matcher = pattern.matcher(output());
        assertThat(matcher.find()).isTrue();
        return matcher;
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is up. */
    public String address() {
        return printed("Muster is up after .*(http://127.0.0.1:\\d+)").group(1);
    }

    public String passwordOf(String login) {
        return read(home().resolve("secrets").resolve("account-" + login));
    }

    /** The console's process: a test kills it, and the launcher starts it again. */
    public ProcessHandle console() {
        return ServerProcess.running(home().resolve("console.pid")).orElseThrow();
    }

    /** Waits until the console answers again after a kill. */
    public void awaitConsole() {
        URI page = URI.create(address() + "/login");
        Waiting.until(PATIENCE, () -> "the console answers:\n" + output(), () -> status(page) == 200);
    }

    public boolean applicationIsHealthy() {
        Properties ports = new Properties();
        try (var reader = Files.newBufferedReader(home().resolve("ports.properties"))) {
            ports.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status(URI.create("http://127.0.0.1:" + ports.getProperty("bdc") + "/health")) == 200;
    }

    /** A value of the estate's primary, asked by its superuser. */
    public String primaryValue(String database, String sql) {
        return RunningCluster.value(home().resolve("databases/primary"), database, sql);
    }

    /** A statement of the primary's superuser. */
    public void primaryExecute(String sql) {
        RunningCluster.execute(home().resolve("databases/primary"), "postgres", sql);
    }

    /** As by a loss of its memory: the primary's own process, and with it all that it had not written. */
    public void killPrimary() {
        long pid = Long.parseLong(read(home().resolve("databases/primary/data/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow()
                .strip());
        ProcessHandle primary = ProcessHandle.of(pid).orElseThrow();
        primary.destroyForcibly();
        Waiting.until(Duration.ofSeconds(20), "the primary is gone", () -> !primary.isAlive());
    }

    /** A value of the console's own database. */
    public String consoleValue(String sql) {
        return RunningCluster.value(home().resolve("databases/console"), "muster", sql);
    }

    public Path home() {
        return folder.resolve("home");
    }

    @Override
    public void close() {
        process.destroy();
        Waiting.until(Duration.ofMinutes(1), () -> "the launcher ends:\n" + output(), () -> !process.isAlive());
    }

    /** 0 when nobody listens. */
    private static int status(URI page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
