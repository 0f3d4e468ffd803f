package dev.muster.practice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Muster as a process of its own, on the practice plan. */
record ConsoleProcess(ServerProcess program, int port) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    static ConsoleProcess in(PracticeHome home, int port, PostgresCluster database, Path plan) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MUSTER_DATABASE_URL", database.url("muster"));
        environment.put("MUSTER_DATABASE_USER", "muster_app");
        environment.put("MUSTER_DATABASE_PASSWORD", home.secretValue("console-database"));
        environment.put("MUSTER_DATABASE_OWNER", "muster_owner");
        environment.put("MUSTER_DATABASE_OWNER_PASSWORD", home.secretValue("console-database"));
        environment.put("MUSTER_ADDRESS", "127.0.0.1");
        environment.put("MUSTER_PORT", String.valueOf(port));
        environment.put("MUSTER_URL", "http://127.0.0.1:" + port);
        environment.put("MUSTER_PLAN", "file:" + plan);
        environment.put("MUSTER_WORK_DIRECTORY", home.folder("work").toString());
        environment.put("MUSTER_EVIDENCE_DIRECTORY", home.folder("evidence").toString());
        // the practice folder must be removable
        environment.put("MUSTER_EVIDENCE_IMMUTABLE", "false");
        environment.put("MUSTER_KEYS_DIRECTORY", home.folder("keys").toString());
        environment.put("MUSTER_PG_BIN", database.installation().bin().toString());
        environment.put("PATH", database.installation().bin() + ":" + System.getenv("PATH"));
        environment.put(PracticeConsole.ACCESS_KEY, ObjectStore.ACCESS_KEY);
        // A browser that keeps its push connection open must not hold up Ctrl-C
        environment.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "3s");
        List<String> start = JavaProgram.commandLine(
                PracticeConsole.class,
                home.resolve("console.arguments"),
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        return new ConsoleProcess(
                new ServerProcess(
                        start, home.path(), environment, home.resolve("console.pid"), home.resolve("console.log")),
                port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns when it answers. */
    void start() {
        program.start();
        Waiting.until(PATIENCE, () -> "Muster answers; its log: " + program.logTail(), () -> {
            if (program.running().isEmpty()) {
                throw new IllegalStateException(
                        "it ended; its log is " + program.logFile() + ":\n" + program.logTail());
            }
            return answers();
        });
    }

    void stop() {
        program.stop();
    }

    void awaitEnd() throws InterruptedException {
        var process = program.running();
        if (process.isPresent()) {
            try {
                process.get().onExit().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the console cannot be watched", e);
            }
        }
    }

    private boolean answers() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url() + "/"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    < 500;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Muster", e);
        }
    }
}
