package dev.muster.practice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The object store as a process of its own. */
record StoreProcess(ServerProcess program, int port, Path secretFile) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static StoreProcess in(PracticeHome home) {
        Path secret = home.secret("object-store");
        int port = home.port("store", 0);
        List<String> start = JavaProgram.commandLine(
                ObjectStore.class,
                home.resolve("store.arguments"),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                home.folder("objects").toString(),
                String.valueOf(port),
                secret.toString());
        return new StoreProcess(
                new ServerProcess(start, home.path(), Map.of(), home.resolve("store.pid"), home.resolve("store.log")),
                port,
                secret);
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    void start() {
        program.start();
        Waiting.until(
                PATIENCE, () -> "the object store listens; its log: " + program.logTail(), () -> Ports.listens(port));
    }

    void stop() {
        program.stop();
    }
}
