package dev.muster.audit;

import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit log on a real database, as the role that the console has there. */
final class AuditWorld implements AutoCloseable {

    static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    static final Actor CHARLIE = new Actor("charlie", "Charlie Wilson", Role.RESPONDER, "10.0.0.2");

    final TurnableClock clock = new TurnableClock(Instant.parse("2026-11-22T12:00:00.123456789Z"));
    final TestDatabase database = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    AuditWorld() {
        context.registerBean(DataSource.class, database::pool);
        context.registerBean(Clock.class, () -> clock);
        context.register(Beans.class);
        context.refresh();
    }

    AuditLog log() {
        return context.getBean(AuditLog.class);
    }

    AuditQuery query() {
        return context.getBean(AuditQuery.class);
    }

    TransactionTemplate transaction() {
        return context.getBean(TransactionTemplate.class);
    }

    AuditVerification.Report verified() {
        return context.getBean(AuditVerification.class).verify();
    }

    void recorded(Actor actor, AuditFact fact) {
        transaction().executeWithoutResult(status -> log().record(actor, fact));
    }

    void recorded(int rows) {
        for (int i = 1; i <= rows; i++) {
            recorded(JANE, AuditFact.done("tick-item", "item", i, "OPEN", "DONE: item " + i));
        }
    }

    int rows() {
        return query().count(AuditQuery.Filter.EVERYTHING);
    }

    void asOwner(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Not a @Configuration: the scan of the whole console would find it. */
    @ComponentScan("dev.muster.audit")
    @Import({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class
    })
    static class Beans {}
}
