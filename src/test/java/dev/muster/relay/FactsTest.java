package dev.muster.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.common.FactsMissed;
import dev.muster.common.SharedFact;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import dev.muster.plan.PlanChanged;
import dev.muster.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Two consoles on one database: what one does, the other hears, once it is committed and once only. */
class FactsTest {

    private static final IncidentChanged CHANGED = new IncidentChanged(new IncidentId(7));

    private final TestDatabase database = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext one = console();
    private final AnnotationConfigApplicationContext other = console();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void what_one_console_committed_the_other_hears_and_hands_no_further() {
        listens();
        transaction(() -> one.publishEvent(CHANGED));
        one.publishEvent(new PlanChanged()); // outside of a transaction

        until(() -> heard(other).contains(new PlanChanged()));
        assertThat(heard(other)).containsExactly(CHANGED, new PlanChanged());
        // its own are told to it by itself, and do not come back
        assertThat(heard(one)).containsOnlyOnce(CHANGED).containsOnlyOnce(new PlanChanged());
    }

    @Test
    void facts_of_one_transaction_are_told_once_each_and_in_their_order() {
        listens();
        transaction(() -> {
            one.publishEvent(new PlanChanged());
            one.publishEvent(CHANGED);
            // in the middle of the first, and committed before it
            alone(() -> one.publishEvent(new IncidentChanged(new IncidentId(8))));
            one.publishEvent(new PlanChanged());
        });
        transaction(() -> one.publishEvent(CHANGED));

        until(() -> heard(other).size() == 4);
        assertThat(heard(other))
                .containsExactly(new IncidentChanged(new IncidentId(8)), new PlanChanged(), CHANGED, CHANGED);
    }

    @Test
    void what_was_rolled_back_was_never_told() {
        listens();
        one.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            one.publishEvent(CHANGED);
            status.setRollbackOnly();
        });
        one.publishEvent(new PlanChanged());

        until(() -> heard(other).contains(new PlanChanged()));
        assertThat(heard(other)).doesNotContain(CHANGED);
    }

    @Test
    void after_its_connection_was_lost_it_listens_again_and_says_that_it_may_have_missed_some() {
        listens();
        execute("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'");

        until(() -> other.getBean(Heard.class).missed);
        one.publishEvent(new PlanChanged());
        until(() -> heard(other).contains(new PlanChanged()));
    }

    @Test
    void what_is_no_fact_of_this_version_is_passed_over() {
        listens();
        execute("select pg_notify('muster_facts', 'x'), pg_notify('muster_facts', 'x java.lang.String \"y\"'),"
                + " pg_notify('muster_facts', 'x dev.muster.Unheard {}'),"
                + " pg_notify('muster_facts', 'x dev.muster.incident.IncidentChanged {\"incident\": 3')");
        one.publishEvent(new PlanChanged());

        until(() -> heard(other).contains(new PlanChanged()));
        assertThat(heard(other)).containsExactly(new PlanChanged());
    }

    private void listens() {
        until(() -> {
            try (Connection connection = asConsole();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select count(*) from pg_stat_activity where datname = current_database()"
                                    + " and query ilike 'listen%'")) {
                return rows.next() && rows.getInt(1) == 2;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Connection asConsole() throws SQLException {
        return one.getBean(DataSource.class).getConnection();
    }

    private void transaction(Runnable act) {
        one.getBean(TransactionTemplate.class).executeWithoutResult(status -> act.run());
    }

    private void alone(Runnable act) {
        TransactionTemplate alone = new TransactionTemplate(one.getBean(PlatformTransactionManager.class));
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        alone.executeWithoutResult(status -> act.run());
    }

    private void execute(String sql) {
        try (Connection connection = asConsole();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SharedFact> heard(AnnotationConfigApplicationContext console) {
        return console.getBean(Heard.class).all;
    }

    private AnnotationConfigApplicationContext console() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(
                DataSource.class,
                () -> new DriverManagerDataSource(database.url(), database.application(), database.password()));
        context.register(Beans.class, Heard.class, JooqFactSender.class, FactListener.class);
        context.refresh();
        return context;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Import({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class
    })
    static class Beans {}

    static class Heard {

        final List<SharedFact> all = new CopyOnWriteArrayList<>();
        volatile boolean missed;

        @EventListener
        void on(SharedFact fact) {
            all.add(fact);
        }

        @EventListener
        void on(FactsMissed event) {
            missed = true;
        }
    }
}
