package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
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
        question = connection.prepareStatement("select r.state, s.state from run r"
                + " join run_step s on s.run_id = r.id and s.position = (select max(position) from run_step"
                + " where run_id = r.id and (type = ? or ? = '')) where r.id = ?");
    }

    void awaitStep(RunId run, String type) throws SQLException, InterruptedException {
        await(run, type);
    }

    void awaitSuccess(RunId run) throws SQLException, InterruptedException {
        await(run, "");
    }

    private void await(RunId run, String type) throws SQLException, InterruptedException {
        question.setString(1, type);
        question.setString(2, type);
        question.setLong(3, run.value());
        while (true) {
            try (ResultSet row = question.executeQuery()) {
                row.next();
                RunState state = RunState.valueOf(row.getString(1));
                boolean step = StepState.valueOf(row.getString(2)) == StepState.SUCCEEDED;
                if (type.isEmpty() ? state == RunState.SUCCEEDED : step) {
                    return;
                }
                if (state.ended() || state == RunState.INTERRUPTED) {
                    throw new IllegalStateException("run " + run + " is " + state);
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
