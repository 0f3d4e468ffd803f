package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks the running server of a folder, whoever started it, as its superuser. */
final class RunningCluster {

    /** Looked for once: those who poll ask many times. */
    private static final PostgresInstallation INSTALLATION = PostgresInstallation.newest();

    private RunningCluster() {}

    static String value(Path directory, String database, String sql) {
        return in(directory).value(database, sql);
    }

    static void execute(Path directory, String database, String sql) {
        in(directory).execute(database, sql);
    }

    private static PostgresCluster in(Path directory) {
        try {
            List<String> state = Files.readAllLines(directory.resolve("data/postmaster.pid"));
            return PostgresCluster.prepared(
                    INSTALLATION,
                    ClusterSettings.in(directory)
                            .port(Integer.parseInt(state.get(3).strip())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
