package dev.muster.practice;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL of this machine: server and client programs side by side.
 *
 * @param bin the folder with its programs
 * @param major its version, such as 15
 */
public record PostgresInstallation(Path bin, int major) {

    private static final int OLDEST = 14;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final List<String> NEEDED =
            List.of("initdb", "pg_ctl", "postgres", "pg_basebackup", "pg_dump", "pg_restore");

    /**
     * The one in {@code MUSTER_PG_BIN}, else the newest in the places of Debian and Red Hat and on the path.
     *
     * @throws IllegalStateException when there is none that will do, with what to install
     */
    public static PostgresInstallation newest() {
        String given = System.getenv("MUSTER_PG_BIN");
        if (given != null && !given.isBlank()) {
            return at(Path.of(given))
                    .orElseThrow(() -> new IllegalStateException("MUSTER_PG_BIN=" + given + " holds no PostgreSQL "
                            + OLDEST + " or newer with " + String.join(", ", NEEDED)));
        }
        return candidates().stream()
                .flatMap(it -> at(it).stream())
                .max(Comparator.comparingInt(PostgresInstallation::major))
                .orElseThrow(() -> new IllegalStateException("No PostgreSQL " + OLDEST
                        + " or newer with server and client programs was found: install it (Debian, Ubuntu: apt-get"
                        + " install postgresql) or set MUSTER_PG_BIN to its bin folder"));
    }

    /** The absolute path of one of its programs. */
    public String program(String name) {
        return bin.resolve(name).toString();
    }

    private static Optional<PostgresInstallation> at(Path bin) {
        if (!NEEDED.stream().allMatch(it -> Files.isExecutable(bin.resolve(it)))) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(
                Program.of(bin.resolve("postgres").toString(), "--version").run());
        return version.find() && Integer.parseInt(version.group(1)) >= OLDEST
                ? Optional.of(new PostgresInstallation(bin, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        addVersions(candidates, Path.of("/usr/lib/postgresql"), "*");
        addVersions(candidates, Path.of("/usr"), "pgsql-*");
        addVersions(candidates, Path.of("/opt/homebrew/opt"), "postgresql@*");
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                candidates.add(Path.of(folder));
            }
        }
        return candidates;
    }

    private static void addVersions(List<Path> candidates, Path parent, String glob) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent, glob)) {
            versions.forEach(it -> candidates.add(it.resolve("bin")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
