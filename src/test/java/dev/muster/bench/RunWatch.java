package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Waits for a run by one small question in a connection of its own: looking must not slow down what is looked at. */
final class RunWatch implements AutoCloseable {

    private static final int POLL_MILLIS = 20;

    private final Connection connection;
    private final PreparedStatement question;

    RunWatch(PostgresCluster own) throws SQLException {
        connection = own.connect("muster");
        question = connection.prepareStatement("select r.state, exists (select from run_step s where s.run_id = r.id"
                + " and s.type = ? and s.state = 'SUCCEEDED') from run r where r.id = ?");
    }

    void awaitStep(RunId run, String type) throws SQLException, InterruptedException {
        question.setString(1, type);
        question.setLong(2, run.value());
        while (!look(run).stepSucceeded()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    void awaitSuccess(RunId run) throws SQLException, InterruptedException {
        question.setString(1, "");
        question.setLong(2, run.value());
        while (look(run).state() != RunState.SUCCEEDED) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private record Seen(RunState state, boolean stepSucceeded) {}

    private Seen look(RunId run) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            Seen seen = new Seen(RunState.valueOf(row.getString(1)), row.getBoolean(2));
            boolean over = seen.state().ended() || seen.state() == RunState.INTERRUPTED;
            if (over && seen.state() != RunState.SUCCEEDED) {
                throw new IllegalStateException("run " + run + " is " + seen.state());
            }
            return seen;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
