package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSSH server on loopback with keys of its own, run by an account without rights, as which one signs in.
 * Closing it ends the server and all its sessions.
 */
public final class SshServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerAccount account = ServerAccount.current();
    private final EstateFolder folder = EstateFolder.temporary();
    private final int port = Ports.free();
    private Optional<Process> server = Optional.empty();

    private SshServer() {}

    /** @throws IllegalStateException when there is no sshd, with what to install */
    public static SshServer started() {
        SshServer made = new SshServer();
        made.newHostKey();
        made.newKey("user", "");
        Program.of("cp", made.path("user.pub"), made.path("authorized_keys")).run();
        made.account.give(made.folder.resolve("authorized_keys"));
        made.start();
        return made;
    }

    public int port() {
        return port;
    }

    /** Whom to sign in as. */
    public String user() {
        return account.user().isEmpty() ? System.getProperty("user.name") : account.user();
    }

    /** A folder that the account may write into. */
    public Path folder() {
        return folder.path();
    }

    /** The private key that the server lets in. */
    public Path userKey() {
        return folder.resolve("user");
    }

    /** A new key pair in the folder, which the server does not know. */
    public Path newKey(String name, String passphrase) {
        Path file = folder.resolve(name);
        Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", file.toString())
                .run();
        return file;
    }

    /** Lets that key in, too. */
    public void authorize(Path key) {
        try {
            Path known = folder.resolve("authorized_keys");
            Files.writeString(known, Files.readString(known) + Files.readString(Path.of(key + ".pub")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        return Program.of("ssh-keygen", "-l", "-f", path("host.pub")).run().split(" ")[1];
    }

    /** As if the machine had been made anew; from the next start on. */
    public void newHostKey() {
        for (String name : List.of("host", "host.pub")) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        account.give(newKey("host", ""));
    }

    /** @param settings lines of {@code sshd_config}, before the usual ones and so in force */
    public void start(String... settings) {
        try {
            Path config = folder.resolve("sshd_config");
            Files.writeString(
                    config, String.join("\n", settings) + """

                            ListenAddress 127.0.0.1
                            Port %d
                            HostKey %s
                            AuthorizedKeysFile %s
                            PidFile none
                            UsePAM no
                            StrictModes no
                            PasswordAuthentication no
                            KbdInteractiveAuthentication no
                            """.formatted(port, path("host"), path("authorized_keys")));
            account.give(config);
            ProcessBuilder builder = new ProcessBuilder(
                            account.program(List.of(program(), "-D", "-e", "-f", config.toString()))
                                    .arguments())
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("sshd.log").toFile()));
            server = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until(PATIENCE, () -> "sshd listens; its log: " + log(), this::listens);
    }

    /** Ends the server and, as when a machine goes down, every session. */
    public void stop() {
        server.ifPresent(it -> {
            List<ProcessHandle> all = it.descendants().toList();
            it.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            try {
                it.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server = Optional.empty();
    }

    /** The server's processes for the connections that are open, with the commands under them left alone. */
    public List<ProcessHandle> sessions() {
        return server.stream().flatMap(Process::children).toList();
    }

    @Override
    public void close() {
        stop();
        folder.close();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("sshd.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** sshd starts itself again for every connection and so wants its whole path. */
    private static String program() {
        return List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd").stream()
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No sshd was found: install it (Debian, Ubuntu: apt-get install openssh-server)"));
    }
}
