package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who runs the database servers. PostgreSQL refuses to run as root, so root hands it to {@code postgres} or
 * {@code nobody}; anybody else runs it as themselves.
 *
 * @param user the other account's name; empty for ourselves
 */
record ServerAccount(String user) {

    static ServerAccount current() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerAccount("");
        }
        return new ServerAccount(exists("postgres") ? "postgres" : "nobody");
    }

    /** The program with its arguments, run by this account. */
    Program program(List<String> arguments) {
        if (user.isEmpty()) {
            return new Program(arguments, Map.of());
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + groupId(), "--clear-groups", "--"));
        all.addAll(arguments);
        return new Program(all, Map.of("HOME", "/"));
    }

    /** Makes the folder, closed to others, and gives it to this account. */
    void own(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            give(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes or replaces a file that only this account can read. */
    void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
            give(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void give(Path file) {
        if (user.isEmpty()) {
            return;
        }
        try {
            var names = FileSystems.getDefault().getUserPrincipalLookupService();
            Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(names.lookupPrincipalByName(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this account can get at what lies in the folder, whose parents belong to somebody else. */
    boolean reaches(Path directory) {
        return user.isEmpty()
                || program(List.of("test", "-x", directory.toString())).result().exitCode() == 0;
    }

    private String groupId() {
        return Program.of("id", "-g", user).run().strip();
    }

    private static boolean exists(String user) {
        return Program.of("id", "-u", user).result().exitCode() == 0;
    }
}
