package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real etcd of one member on loopback, run by an account without rights: where Patroni keeps its leader lock. */
final class EtcdServer implements AutoCloseable {

    static final String PROGRAM = "etcd";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private final Path log;
    private final Process process;

    EtcdServer(EstateFolder folder) {
        ServerAccount account = ServerAccount.current();
        Path data = folder.resolve("etcd");
        account.own(data);
        log = folder.resolve("etcd.log");
        String client = "http://127.0.0.1:" + port;
        String peer = "http://127.0.0.1:" + Ports.free();
        try {
            process = new ProcessBuilder(account.program(List.of(
                                    Installed.needed(PROGRAM),
                                    "--name=one",
                                    "--data-dir=" + data,
                                    "--listen-client-urls=" + client,
                                    "--advertise-client-urls=" + client,
                                    "--listen-peer-urls=" + peer,
                                    "--initial-advertise-peer-urls=" + peer,
                                    "--initial-cluster=one=" + peer))
                            .arguments())
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until(PATIENCE, () -> "etcd listens; its log: " + text(log), () -> Ports.listens(port));
    }

    int port() {
        return port;
    }

    /** Stands still with its port open: whoever holds a lock cannot renew it. */
    void pause() {
        Program.of("kill", "-STOP", String.valueOf(process.pid())).run();
    }

    void goOn() {
        Program.of("kill", "-CONT", String.valueOf(process.pid())).run();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String text(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
