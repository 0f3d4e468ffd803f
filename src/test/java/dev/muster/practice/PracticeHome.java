package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.UUID;

/** The folder in which the estate is kept between two starts: data, ports, secrets, pid files and logs. */
record PracticeHome(Path path) {

    static final String LOCK = "lock";

    PracticeHome {
        make(path);
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** A folder in it, made when it is not there. */
    Path folder(String name) {
        make(path.resolve(name));
        return path.resolve(name);
    }

    /**
     * Where the database servers live: in the home, or beside it where the account that runs them for root cannot get
     * into the home.
     */
    Path databases() {
        return ServerAccount.current().reaches(path) ? path.resolve("databases") : outside();
    }

    boolean databasesAreOutside() {
        return databases().equals(outside());
    }

    /** Database folders of a home that is gone, for example after {@code mvn clean}, belong to nobody. */
    void dropForeignDatabases() {
        Path mark = databases().resolve("estate");
        String id = text("estate", () -> UUID.randomUUID().toString());
        try {
            if (!Files.exists(mark) || !Files.readString(mark).strip().equals(id)) {
                Folders.delete(databases());
                ServerAccount.current().own(databases());
                Files.writeString(mark, id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties it, but for the lock that the caller holds. */
    void wipe() {
        Folders.delete(databases());
        try (var children = Files.list(path)) {
            for (Path child : children.toList()) {
                if (!child.getFileName().toString().equals(LOCK)) {
                    Folders.delete(child);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A password that is made once and kept in a file that only we can read. */
    Path secret(String name) {
        secretValue(name);
        return path.resolve("secrets").resolve(name);
    }

    String secretValue(String name) {
        folder("secrets");
        return text("secrets/" + name, Passwords::random);
    }

    /** The port that a part had last time when it is free, else another; never one that is another part's. */
    int port(String part, int wanted) {
        Path file = path.resolve("ports.properties");
        Properties ports = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    ports.load(reader);
                }
            }
            int port = Ports.freeOr(Integer.parseInt(ports.getProperty(part, String.valueOf(wanted))));
            ports.remove(part);
            while (ports.containsValue(String.valueOf(port))) {
                port = Ports.free();
            }
            ports.setProperty(part, String.valueOf(port));
            try (var writer = Files.newBufferedWriter(file)) {
                ports.store(writer, null);
            }
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String name, java.util.function.Supplier<String> first) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, first.get() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path outside() {
        UUID hash = UUID.nameUUIDFromBytes(path.toString().getBytes(StandardCharsets.UTF_8));
        return Path.of("/var/tmp", "muster-practice-" + hash.toString().substring(0, 8));
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
