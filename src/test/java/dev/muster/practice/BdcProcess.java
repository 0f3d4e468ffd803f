package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The practice BDC as a process with its {@code .env}, pid file and log in one folder. */
public final class BdcProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess program;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** What a request to it brought back; status 0 when nobody listens. */
    public record Answer(int status, String body) {}

    private BdcProcess(ServerProcess program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Its files in that folder; it does not run yet. */
    static BdcProcess in(Path directory, int port, PostgresCluster primary, String rolePassword) {
        String name = directory.getFileName().toString();
        try {
            Files.createDirectories(directory);
            Path env = directory.resolve(".env");
            Files.writeString(
                    env,
                    String.join(
                                    "\n",
                                    "DATABASE_HOST=" + primary.host(),
                                    "DATABASE_PORT=" + primary.port(),
                                    "DATABASE_NAME=" + PracticeData.DATABASE,
                                    "DATABASE_USER=" + PracticeData.ROLE,
                                    "DATABASE_PASSWORD=" + rolePassword,
                                    "PORT=" + port,
                                    "NAME=" + name)
                            + "\n");
            Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-------"));
            file(directory, "public/index.html", "<!doctype html><title>BDC</title><h1>BDC</h1>\n", "rw-r--r--");
            file(directory, "public/css/bdc.css", "h1 { color: teal }\n", "rw-r--r--");
            file(directory, "server/settings.json", "{\"items-per-page\": 25}\n", "rw-r--r--");
            file(directory, "bin/maintenance", "#!/bin/sh\necho \"BDC is being looked after\"\n", "rwxr-xr-x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> start = JavaProgram.commandLine(
                BdcApplication.class,
                directory.resolve("java-arguments"),
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
        return new BdcProcess(
                new ServerProcess(
                        start,
                        directory,
                        Map.of(),
                        // outside: the directory is archived and swapped while these stay
                        directory.resolveSibling(name + ".pid"),
                        directory.resolveSibling(name + ".log")),
                port);
    }

    /** What a web application has beside its settings; what stands already stays. */
    private static void file(Path directory, String name, String text, String mode) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString(mode));
        }
    }

    /** Starts it and returns when it is healthy. */
    public void start() {
        program.start();
        Waiting.until(
                PATIENCE,
                () -> "BDC is healthy; its log: " + program.logTail(),
                () -> get("/health").status() == 200);
    }

    public void stop() {
        program.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** How it is started and where its pid and log stand, as a plan says it. */
    public ServerProcess program() {
        return program;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    public Answer post(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking BDC", e);
        }
    }
}
