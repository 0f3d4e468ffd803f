package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * nginx as a process with its configuration, logs and temporary files in one folder: the front door of both practice
 * applications. Its site is a file of its own, which a failover may write anew; what it must stand on is
 * {@link #check} and {@link #reload}.
 */
public final class NginxProcess implements AutoCloseable {

    static final String PROGRAM = "nginx";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SITE = "sites-available/bdc-failover";

    private final ServerProcess program;
    private final Path directory;
    private final String nginx;
    private final int port;

    private NginxProcess(ServerProcess program, Path directory, String nginx, int port) {
        this.program = program;
        this.directory = directory;
        this.nginx = nginx;
        this.port = port;
    }

    /** Empty where no nginx is installed. It does not run yet. */
    static Optional<NginxProcess> where(Path directory, Path control, int port, int primary, int backup) {
        return Installed.program(PROGRAM).map(it -> in(directory, control, port, primary, backup, it));
    }

    /**
     * It does not run yet.
     *
     * @param control the folder of its pid file and its log
     * @param primary port of the application that answers
     * @param backup port of the one that answers when the first does not
     */
    static NginxProcess in(Path directory, Path control, int port, int primary, int backup, String nginx) {
        ServerAccount account = ServerAccount.current();
        account.own(directory);
        for (String folder : List.of("sites-available", "sites-enabled", "logs", "temporary")) {
            account.own(directory.resolve(folder));
        }
        account.write(directory.resolve("nginx.conf"), NginxFiles.configuration(account.user()));
        account.write(directory.resolve("start"), NginxFiles.START);
        account.write(directory.resolve(SITE), NginxFiles.site(port, primary, backup));
        enable(directory);
        List<String> start = account.program(
                        List.of("/bin/sh", directory.resolve("start").toString(), nginx, directory.toString()))
                .arguments();
        return new NginxProcess(
                new ServerProcess(
                        start, directory, Map.of(), control.resolve("nginx.pid"), control.resolve("nginx.log")),
                directory,
                nginx,
                port);
    }

    /** As on a server: the site is enabled by a link, so that copies beside it count for nothing. */
    private static void enable(Path directory) {
        Path link = directory
                .resolve("sites-enabled")
                .resolve(directory.resolve(SITE).getFileName());
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, directory.resolve(SITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and returns when it listens. */
    public void start() {
        program.start();
        Waiting.until(PATIENCE, () -> "nginx listens; its log: " + program.logTail(), this::answers);
    }

    public void stop() {
        program.stop();
        endLeftOver(directory);
    }

    /** As when its machine goes down. */
    public void kill() {
        program.running().ifPresent(it -> {
            List<ProcessHandle> workers = it.descendants().toList();
            it.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        });
        endLeftOver(directory);
    }

    @Override
    public void close() {
        stop();
    }

    /** Workers outlive a master that was killed, and keep the port. */
    static void endLeftOver(Path directory) {
        ServerProcess.in(directory).stream()
                .filter(it -> it.info().command().orElse("").endsWith("/" + PROGRAM))
                .forEach(ServerProcess::end);
    }

    /** How it is started and where its pid and log stand, as a plan says it. */
    public ServerProcess program() {
        return program;
    }

    public int port() {
        return port;
    }

    /** Whether anything at all answers at the front door. */
    public boolean answers() {
        return Ports.listens(port);
    }

    /** The front door. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The folder of its configuration, logs and temporary files. */
    public Path directory() {
        return directory;
    }

    /** The path of the program. */
    public String executable() {
        return nginx;
    }

    /** The file with upstream and server, in the shape of the plan on paper. */
    public Path siteFile() {
        return directory.resolve(SITE);
    }

    /** The command that says whether its configuration is sound. */
    public List<String> check() {
        return command("-t");
    }

    /** The command that has the running one take its configuration anew. */
    public List<String> reload() {
        return command("-s", "reload");
    }

    private List<String> command(String... words) {
        return ServerAccount.current()
                .program(List.of(nginx, "-p", directory.toString(), "-c", directory.resolve("nginx.conf") + ""))
                .and(words)
                .arguments();
    }
}
