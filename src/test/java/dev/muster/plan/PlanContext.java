package dev.muster.plan;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.security.Actor;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The plan module alone on a real database; the audit log and the listeners only take notes. */
final class PlanContext implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TurnableClock clock;

    PlanContext(TestDatabase database, String location) {
        this(database, location, Map::of);
    }

    PlanContext(TestDatabase database, String location, StepTypes stepTypes) {
        this(database, location, stepTypes, new TurnableClock(Instant.parse("2026-03-01T08:00:00Z")));
    }

    PlanContext(TestDatabase database, String location, StepTypes stepTypes, TurnableClock clock) {
        this.clock = clock;
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("muster.plan", location)));
        context.registerBean(TestDatabase.class, () -> database);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(StepTypes.class, () -> stepTypes);
        context.register(Beans.class, Notes.class, PlanSource.class, JooqPlanVersions.class, PlanService.class);
        context.refresh();
    }

    Plans plans() {
        return context.getBean(Plans.class);
    }

    TurnableClock clock() {
        return clock;
    }

    List<AuditFact> audited() {
        return context.getBean(Notes.class).facts;
    }

    List<PlanChanged> told() {
        return context.getBean(Notes.class).told;
    }

    /** As another console on the database tells it. */
    void hears(Object fact) {
        context.publishEvent(fact);
    }

    @Override
    public void close() {
        context.close();
    }

    static class Notes implements AuditLog {

        private final List<AuditFact> facts = new ArrayList<>();
        private final List<PlanChanged> told = new ArrayList<>();

        @Override
        public void record(Actor actor, AuditFact fact) {
            facts.add(fact);
        }

        @Override
        public void recordAlone(Actor actor, AuditFact fact) {
            facts.add(fact);
        }

        @EventListener
        void on(PlanChanged fact) {
            told.add(fact);
        }
    }

    @EnableTransactionManagement
    static class Beans {

        @Bean
        DataSource dataSource(TestDatabase database) {
            return new DriverManagerDataSource(database.url(), database.application(), database.password());
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
            return new TransactionTemplate(transactionManager);
        }

        @Bean
        DSLContext jooq(DataSource dataSource) {
            return DSL.using(new TransactionAwareDataSourceProxy(dataSource), SQLDialect.POSTGRES);
        }
    }
}
