package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a server waits for its disk at a commit: no durable step can be faster. */
final class Commits {

    private static final int SAMPLES = 200;

    private Commits() {}

    /** The median of one small commit after the other. */
    static String millis(PostgresCluster cluster) throws SQLException {
        List<Double> all = new ArrayList<>();
        try (Connection connection = cluster.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists commits (n integer)");
            for (int i = 0; i < SAMPLES; i++) {
                long begun = System.nanoTime();
                statement.execute("insert into commits values (1)");
                all.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return String.format(Locale.ROOT, "%.2f", Rounds.quantile(all, 0.5));
    }
}
