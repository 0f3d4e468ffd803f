package dev.muster.failover;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that insert tokens one by one and remember each that was acknowledged. */
final class Writers implements AutoCloseable {

    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong();
    private final String prefix;
    private volatile boolean stopping;

    /** @param bytes of each row beside its token */
    Writers(PostgresCluster server, String prefix, int clients, int bytes) {
        this.prefix = prefix;
        for (int i = 0; i < clients; i++) {
            threads.submit(() -> write(server, bytes));
        }
    }

    private void write(PostgresCluster server, int bytes) {
        try (Connection connection = DriverManager.getConnection(
                        server.url(PracticeData.DATABASE) + "?socketTimeout=60", server.user(), server.password());
                var insert = connection.prepareStatement(
                        "insert into token values (?, (select string_agg(md5(random()::text), '') from"
                                + " generate_series(1, " + Math.max(1, bytes / 32) + ")))")) {
            while (!stopping) {
                String token = prefix + next.incrementAndGet();
                insert.setString(1, token);
                insert.executeUpdate();
                acknowledged.add(token);
            }
        } catch (SQLException e) {
            // The server is gone: this client is through.
            stopping = true;
        }
    }

    /** Tokens that stand in the server, each with how often. */
    static List<String> in(PostgresCluster server, String prefix) {
        List<String> tokens = new ArrayList<>();
        try (Connection connection = server.connect(PracticeData.DATABASE);
                var question = connection.prepareStatement("select id from token where id like ? || '%'")) {
            question.setString(1, prefix);
            try (var rows = question.executeQuery()) {
                while (rows.next()) {
                    tokens.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tokens;
    }

    /** Those that were acknowledged and are not in the server. */
    Set<String> missing(PostgresCluster server) {
        Set<String> missing = new HashSet<>(acknowledged);
        in(server, prefix).forEach(missing::remove);
        return missing;
    }

    @Override
    public void close() {
        stopping = true;
        threads.close();
    }
}
