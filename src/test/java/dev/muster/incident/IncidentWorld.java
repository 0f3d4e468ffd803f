package dev.muster.incident;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.backup.BackupQuery;
import dev.muster.checklist.ChecklistService;
import dev.muster.checklist.Item;
import dev.muster.checklist.ItemService;
import dev.muster.checklist.PhaseService;
import dev.muster.checklist.RoomQuery;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunQuery;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import dev.muster.ui.incident.RoomScreens;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Incidents and checklists on a real database, with a plan and an audit log that stand still. */
public final class IncidentWorld implements AutoCloseable {

    public static final Actor VIEWER = new Actor("vera", "Vera Viewer", Role.VIEWER, "10.0.0.1");
    public static final Actor RESPONDER = new Actor("charlie", "Charlie Wilson", Role.RESPONDER, "10.0.0.2");
    public static final Actor OTHER_RESPONDER = new Actor("eve", "Eve Davis", Role.RESPONDER, "10.0.0.3");
    public static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public final TurnableClock clock = new TurnableClock(NOON);
    public final FakeAudit audit = new FakeAudit();
    public final StatedBackups backups = new StatedBackups();
    private final TestDatabase database = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** @param more configurations of what the test needs beside incidents and checklists */
    public IncidentWorld(Class<?>... more) {
        context.registerBean(DataSource.class, database::pool);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(AuditLog.class, () -> audit);
        context.registerBean(Plans.class, () -> new SamplePlan(planRow(database)));
        context.registerBean("quietRuns", RunQuery.class, RoomScreens.StatedRuns::new, it -> it.setFallback(true));
        context.registerBean("quietBackups", BackupQuery.class, () -> backups, it -> it.setFallback(true));
        context.register(Beans.class);
        if (more.length > 0) {
            context.register(more);
        }
        context.refresh();
    }

    public ApplicationContext context() {
        return context;
    }

    public IncidentService incidents() {
        return context.getBean(IncidentService.class);
    }

    public ChecklistService checklist() {
        return context.getBean(ChecklistService.class);
    }

    public ItemService itemService() {
        return context.getBean(ItemService.class);
    }

    public PhaseService phases() {
        return context.getBean(PhaseService.class);
    }

    public TimelineService timeline() {
        return context.getBean(TimelineService.class);
    }

    public TimelineQuery story() {
        return context.getBean(TimelineQuery.class);
    }

    public RoomScreens.StatedRuns runs() {
        return (RoomScreens.StatedRuns) context.getBean(RunQuery.class);
    }

    /** Runs it as the owner of the tables. */
    public void execute(String sql) {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it as the console does. */
    public void executeAsConsole(String sql) {
        try (Connection connection = context.getBean(DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public IncidentQuery query() {
        return context.getBean(IncidentQuery.class);
    }

    public List<IncidentChanged> changes() {
        return context.getBean(Changes.class).all;
    }

    public RoomQuery.Room room(IncidentId id) {
        return context.getBean(RoomQuery.class).room(id).orElseThrow();
    }

    public Item item(IncidentId id, String title) {
        return room(id).phases().stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> it.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** With every phase waived, so that it may be closed. */
    public void waiveAll(IncidentId id) {
        for (RoomQuery.PhaseRow phase : room(id).phases()) {
            phases().waive(id, phase.key(), "not needed in a test", COMMANDER);
        }
    }

    public Plan plan() {
        return context.getBean(Plans.class).current().plan();
    }

    public IncidentId aDeclaredIncident() {
        return incidents().declare(aDeclaration(), COMMANDER);
    }

    public Declaration aDeclaration() {
        Instant now = clock.instant();
        return new Declaration(
                "database-corruption",
                1,
                "Database corruption on bdc_production",
                now.minus(Duration.ofMinutes(10)),
                now.minus(Duration.ofMinutes(4)));
    }

    @Override
    public void close() {
        context.close();
    }

    private static long planRow(TestDatabase database) {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("insert into plan_version (hash, name, source, yaml, loaded_at) "
                        + "values ('0', 'Sample Plan', 'sample', '', now()) returning id")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody here has an account, so every commander would be missed on an attention list. */
    @ComponentScan(
            basePackages = {"dev.muster.incident", "dev.muster.checklist", "dev.muster.command", "dev.muster.roster"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.TeamAttention"))
    @Import({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class
    })
    static class Beans {

        @Bean
        Changes changes() {
            return new Changes();
        }
    }

    static class Changes {

        final List<IncidentChanged> all = new CopyOnWriteArrayList<>();

        @EventListener
        public void on(IncidentChanged changed) {
            all.add(changed);
        }
    }

    /** Remembers what was recorded, and that it was recorded inside a transaction. */
    public static final class FakeAudit implements AuditLog {

        public final List<AuditFact> facts = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        public void breaks() {
            broken = true;
        }

        @Override
        public void record(Actor actor, AuditFact fact) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("no transaction");
            }
            if (broken) {
                throw new IllegalStateException("audit is broken");
            }
            facts.add(fact);
        }

        @Override
        public void recordAlone(Actor actor, AuditFact fact) {
            facts.add(fact);
        }
    }
}
