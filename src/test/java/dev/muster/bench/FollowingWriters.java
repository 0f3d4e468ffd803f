package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Clients as of an application: they connect to where it is led to, and ask anew for that when they are cut off. */
final class FollowingWriters implements AutoCloseable {

    /** Every acknowledged token with the moment, in nanoseconds of the machine's ticking. */
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong();
    private final Where where;
    private final PostgresCluster account;
    private volatile boolean stopping;

    /** Where it is led to now. */
    interface Where {
        /** @return the address of JDBC */
        String now() throws IOException;
    }

    /** Led by the application's settings file. */
    FollowingWriters(Path settings, PostgresCluster account, int clients) {
        this(() -> named(settings), account, clients);
    }

    FollowingWriters(Where where, PostgresCluster account, int clients) {
        this.where = where;
        this.account = account;
        for (int i = 0; i < clients; i++) {
            threads.submit(this::follow);
        }
    }

    private void follow() {
        while (!stopping) {
            try (Connection connection = connect();
                    var insert = connection.prepareStatement("insert into bench_token values (?)")) {
                while (!stopping) {
                    String token = "t" + next.incrementAndGet();
                    insert.setString(1, token);
                    insert.executeUpdate();
                    acknowledged.put(token, System.nanoTime());
                    Thread.sleep(2);
                }
            } catch (SQLException | IOException cutOff) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(where.now(), account.user(), account.password());
    }

    private static String named(Path settings) throws IOException {
        Map<String, String> named = Files.readAllLines(settings).stream()
                .filter(it -> it.contains("="))
                .collect(Collectors.toMap(
                        it -> it.substring(0, it.indexOf('=')), it -> it.substring(it.indexOf('=') + 1)));
        return "jdbc:postgresql://" + named.get("DATABASE_HOST") + ":" + named.get("DATABASE_PORT") + "/"
                + PracticeData.DATABASE + "?" + PATIENCE;
    }

    /** Of each connection, in seconds. */
    static final String PATIENCE = "connectTimeout=1&loginTimeout=1&socketTimeout=5";

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** The last acknowledged commit before the longest silence after that moment, and the first one after it. */
    long[] silence(long after) {
        List<Long> times = new ArrayList<>(acknowledged.values());
        times.sort(null);
        long last = 0;
        long first = 0;
        for (int i = 1; i < times.size(); i++) {
            boolean later = times.get(i) > after;
            if (later && times.get(i) - times.get(i - 1) > first - last) {
                last = times.get(i - 1);
                first = times.get(i);
            }
        }
        return new long[] {last, first};
    }

    boolean anyAfter(long moment) {
        return acknowledged.values().stream().anyMatch(it -> it > moment);
    }

    /** Acknowledged tokens that are not in the server. */
    Set<String> missing(PostgresCluster server) {
        Set<String> missing = new HashSet<>(acknowledged.keySet());
        try (Connection connection = server.connect(PracticeData.DATABASE);
                var question = connection.createStatement();
                var rows = question.executeQuery("select id from bench_token")) {
            while (rows.next()) {
                missing.remove(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return missing;
    }

    @Override
    public void close() {
        stopping = true;
        threads.close();
    }
}
