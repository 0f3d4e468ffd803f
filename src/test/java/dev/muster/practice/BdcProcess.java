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

    private final JavaProgram program;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** What a request to it brought back; status 0 when nobody listens. */
    public record Answer(int status, String body) {}

    private BdcProcess(JavaProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Its files in that folder; it does not run yet. */
    static BdcProcess in(Path directory, int port, PostgresCluster primary, String rolePassword) {
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
                                    "PORT=" + port)
                            + "\n");
            Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> start = JavaProgram.commandLine(
                BdcApplication.class,
                directory.resolve("java-arguments"),
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
        return new BdcProcess(
                new JavaProgram(start, directory, Map.of(), directory.resolve("bdc.pid"), directory.resolve("bdc.log")),
                port);
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
    public JavaProgram program() {
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
