package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real BIND on loopback, run by an account without rights. */
public final class BindServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerAccount account = ServerAccount.current();
    private final EstateFolder folder = EstateFolder.temporary();
    private final int port = Ports.free();
    private final Process process;

    private BindServer(String options, String rest, String zone) {
        String config = """
            options {
                directory "%s";
                listen-on port %d { 127.0.0.1; };
                listen-on-v6 { none; };
                pid-file none;
                session-keyfile none;
                dnssec-validation no;
                %s
            };
            controls { };
            %s
            """.formatted(folder.path(), port, options, rest);
        account.write(folder.resolve("named.conf"), config);
        account.write(folder.resolve("zone"), zone);
        try {
            process = new ProcessBuilder(account.program(List.of(
                                    program(),
                                    "-g",
                                    "-c",
                                    folder.resolve("named.conf").toString()))
                            .arguments())
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until(PATIENCE, () -> "BIND listens; its log: " + log(), this::listens);
    }

    /**
     * The primary of a zone.
     *
     * @param zone its name, without the dot at its end
     * @param keys what {@code tsig-keygen} prints, and the like
     * @param policy who may update what, as {@code update-policy} has it
     * @param records lines of the zone beside SOA and NS
     * @throws IllegalStateException when there is no BIND, with what to install
     */
    public static BindServer primary(String zone, String keys, String policy, String records) {
        return new BindServer(
                "recursion no;", keys + """
                    zone "%s" { type primary; file "zone"; update-policy { %s }; };
                    """.formatted(zone, policy), """
                        $ORIGIN %s.
                        $TTL 60
                        @ IN SOA ns.%s. team.%s. 1 3600 600 86400 1
                        @ IN NS ns
                        ns IN A 127.0.0.1
                        %s
                        """.formatted(zone, zone, zone, records));
    }

    /** A resolver that asks that server and remembers what it said. */
    public static BindServer resolverOf(BindServer primary) {
        return new BindServer(
                "recursion yes; forward only; forwarders { 127.0.0.1 port " + primary.port + "; };", "", "");
    }

    public int port() {
        return port;
    }

    /** Stands still with its port open, as when the machine hangs. */
    public void pause() {
        Program.of("kill", "-STOP", String.valueOf(process.pid())).run();
    }

    public void goOn() {
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
        folder.close();
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("BIND ended by itself: " + log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A copy of it: AppArmor lets the program at its own place read its own folders only. */
    private String program() {
        Path installed = List.of("/usr/sbin/named", "/usr/local/sbin/named", "/usr/bin/named").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No BIND was found: install it (Debian, Ubuntu: apt-get install bind9)"));
        Path copy = folder.resolve("named");
        try {
            Files.copy(installed, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (Files.isExecutable(copy) ? copy : installed).toString();
    }
}
