package dev.muster.objective;

import dev.muster.attention.Attentions;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.testing.ScriptedStep;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/** Incidents, runs and backups as a test states them, on a real database; the restore has two steps. */
public final class ObjectiveWorld implements AutoCloseable {

    public static final String RESTORE = StatedPlan.RESTORE;

    public final IncidentWorld incidents;

    public ObjectiveWorld(Class<?>... more) {
        Class<?>[] all = java.util.Arrays.copyOf(more, more.length + 1);
        all[more.length] = Beans.class;
        incidents = new IncidentWorld(all);
    }

    public <T> T get(Class<T> type) {
        return incidents.context().getBean(type);
    }

    Predictions predictions() {
        return get(Predictions.class);
    }

    Procedure restore() {
        return get(Plans.class).current().plan().procedure(RESTORE).orElseThrow();
    }

    public Clocks clocks(IncidentId id) {
        return get(ClockQuery.class).clocks(incidents.room(id));
    }

    public DecisionCard card(IncidentId id) {
        return get(DecisionQuery.class).card(incidents.query().find(id).orElseThrow());
    }

    RunQuery.Detail run(RunId id) {
        return get(RunQuery.class).run(id).orElseThrow();
    }

    Attentions attentions() {
        return get(Attentions.class);
    }

    /** A restore that went well, its load and its swap having taken so many minutes. */
    public RunId aRestore(int load, int swap, String facts) {
        return aRun("SUCCEEDED", null, facts, List.of("SUCCEEDED", "SUCCEEDED"), load, swap);
    }

    /** A run of the restore that ended just now, or began as long ago as its steps took. */
    public RunId aRun(
            String state, @Nullable IncidentId incident, String facts, List<String> steps, int load, int swap) {
        Instant now = incidents.clock.instant();
        boolean ended = List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state);
        Instant begun = now.minus(Duration.ofMinutes(load + swap));
        long id = insert(
                "insert into run (procedure_key, title, target, state, facts, reason, incident_id, plan_version_id,"
                        + " launched_by, launched_name, launched_role, launched_from, launched_at, started_at, ended_at)"
                        + " values (?, 'Restore the database', 'bdc', ?, ?::jsonb, 'no space left', ?, 1, 'jane', 'Jane"
                        + " Smith', 'COMMANDER', 'here', ?, ?, ?) returning id",
                RESTORE,
                state,
                facts,
                incident == null ? null : incident.value(),
                begun,
                begun,
                ended ? now : null);
        Instant loaded = begun.plus(Duration.ofMinutes(load));
        step(id, 1, steps.getFirst(), begun, loaded);
        step(id, 2, steps.getLast(), loaded, loaded.plus(Duration.ofMinutes(swap)));
        return new RunId(id);
    }

    private void step(long run, int position, String state, Instant from, Instant to) {
        boolean begun = !state.equals("PENDING");
        boolean ended = begun && !state.equals("RUNNING");
        insert(
                "insert into run_step (run_id, position, type, title, state, started_at, ended_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) returning run_id",
                run,
                position,
                StatedPlan.STEPS.get(position - 1),
                "The " + StatedPlan.STEPS.get(position - 1),
                state,
                begun ? from : null,
                ended ? to : null);
    }

    /** A good backup whose data is so old. */
    public long aBackup(Duration age, long bytes, boolean proved) {
        Instant at = incidents.clock.instant().minus(age);
        return insert(
                "insert into backup (policy_key, source, storage_key, location, state, started_at, snapshot_at,"
                        + " ended_at, bytes, proved_at) values ('hourly', 'bdc', 's3', 'x/', 'GOOD', ?, ?, ?, ?, ?)"
                        + " returning id",
                at,
                at,
                at,
                bytes,
                proved ? at.plusSeconds(60) : null);
    }

    public void execute(String sql) {
        try (var connection = get(DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long insert(String sql, @Nullable Object... values) {
        try (var connection = get(DataSource.class).getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value =
                        values[i] instanceof Instant at ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : values[i];
                if (value == null && sql.contains("run_step")) {
                    statement.setNull(i + 1, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        incidents.close();
    }

    private static final class OneStep extends ScriptedStep {

        private final boolean grows;

        OneStep(String type, boolean grows) {
            super(type);
            this.grows = grows;
        }

        @Override
        public boolean growsWithSize() {
            return grows;
        }
    }

    @ComponentScan({"dev.muster.objective", "dev.muster.attention"})
    @ComponentScan(
            basePackageClasses = {RunHistory.class, dev.muster.backup.BackupQuery.class},
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.(JooqRunQuery|JooqRunHistory|JooqTexts|RegisteredStepTypes|JooqBackupQuery)"))
    static class Beans {

        @Bean
        @Primary
        Plans objectivePlans() {
            return StatedPlan.withRestore();
        }

        @Bean
        RecoveryStep load() {
            return new OneStep("load", true);
        }

        @Bean
        RecoveryStep swap() {
            return new OneStep("swap", false);
        }
    }
}
