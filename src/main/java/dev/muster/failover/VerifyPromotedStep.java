package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** A committed write on the promoted server, in the database that every server has. */
@Component
class VerifyPromotedStep implements RecoveryStep {

    private static final String TABLE = "create table if not exists muster_failover"
            + " (run bigint primary key, at timestamptz not null default clock_timestamp())";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String type() {
        return "verify-promoted";
    }

    @Override
    public String about() {
        return "Commits a write on the promoted server and reads it back; a reading server proves nothing.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Pair.TOWARD_SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        return StepDescription.of(
                "Writes to " + pair.to().place() + " and reads it back",
                List.of(TABLE, "insert into muster_failover (run) values (…)"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            context.guard();
            context.command("insert into muster_failover (run) values (" + context.runId() + ") at "
                    + pair.to().place());
            String name = pair.to().database().name();
            // It waits at most so long: with synchronous replication to a dead server a commit would wait for ever.
            boolean there =
                    pair.to().session().need(PATIENCE, connection -> written(connection, context.runId(), name));
            if (!there) {
                throw new Refused(pair.to().place() + " takes writes and has no database " + name);
            }
            return StepOutcome.done("a write was committed at " + pair.to().place());
        });
    }

    private static boolean written(Connection connection, long run, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("insert into muster_failover (run) values (" + run
                    + ") on conflict (run) do update set at = clock_timestamp()");
        }
        return "t"
                .equals(Session.value(
                        connection,
                        "select exists (select from pg_database where datname = ? and datallowconn)"
                                + " and exists (select from muster_failover where run = " + run + ")",
                        name));
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
