package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redis as a process with its configuration and data in one folder, on loopback, with a password. */
public final class RedisProcess implements AutoCloseable {

    static final String PROGRAM = "redis-server";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess program;
    private final Path directory;
    private final int port;
    private final Path passwordFile;

    private RedisProcess(ServerProcess program, Path directory, int port, Path passwordFile) {
        this.program = program;
        this.directory = directory;
        this.port = port;
        this.passwordFile = passwordFile;
    }

    /** Empty where no Redis is installed. It does not run yet. */
    static Optional<RedisProcess> where(Path directory, Path control, int port, Path passwordFile) {
        return Installed.program(PROGRAM).map(it -> in(directory, control, port, passwordFile, it));
    }

    /**
     * It does not run yet.
     *
     * @param control the folder of its pid file and its log
     */
    static RedisProcess in(Path directory, Path control, int port, Path passwordFile, String server) {
        ServerAccount account = ServerAccount.current();
        account.own(directory);
        Path configuration = directory.resolve("redis.conf");
        account.write(
                configuration,
                String.join(
                                "\n",
                                "bind 127.0.0.1",
                                "port " + port,
                                "requirepass " + read(passwordFile),
                                "dir " + directory,
                                "dbfilename dump.rdb",
                                "daemonize no",
                                "appendonly no",
                                "save 300 1",
                                "databases 16",
                                // so that ps names the folder
                                "set-proc-title no")
                        + "\n");
        List<String> start =
                account.program(List.of(server, configuration.toString())).arguments();
        return new RedisProcess(
                new ServerProcess(
                        start, directory, Map.of(), control.resolve("redis.pid"), control.resolve("redis.log")),
                directory,
                port,
                passwordFile);
    }

    /** Starts it and returns when it answers. */
    public void start() {
        program.start();
        Waiting.until(PATIENCE, () -> "Redis answers; its log: " + program.logTail(), this::answers);
    }

    /** It writes its data out before it ends. */
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

    public int port() {
        return port;
    }

    public Path passwordFile() {
        return passwordFile;
    }

    public String password() {
        return read(passwordFile);
    }

    /** Where its snapshot stands. */
    public Path snapshot() {
        return directory.resolve("dump.rdb");
    }

    /** Answers of the commands, one a line, as {@code redis-cli} prints them. */
    public String ask(List<List<String>> commands) {
        return RedisWire.ask(port, password(), commands);
    }

    public String ask(String... command) {
        return ask(List.of(List.of(command))).strip();
    }

    public boolean answers() {
        try {
            return ask("PING").equals("PONG");
        } catch (IllegalStateException notYet) {
            return false;
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
