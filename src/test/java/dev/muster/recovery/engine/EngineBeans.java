package dev.muster.recovery.engine;

import static dev.muster.db.Tables.RUN;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The engine without Quartz for a context of a test, which drives its runs by hand. */
public final class EngineBeans {

    private EngineBeans() {}

    /** @param preflight how long one step may take to check itself */
    public static void register(AnnotationConfigApplicationContext context, Path work, Duration preflight) {
        register(
                context,
                new EngineSettings(
                        work,
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        preflight,
                        Duration.ofMillis(5),
                        3));
    }

    /** With a lease after which a console that was killed need not be waited for long. */
    public static void registerBrisk(AnnotationConfigApplicationContext context, Path work) {
        register(
                context,
                new EngineSettings(
                        work,
                        Duration.ofMillis(300),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        5));
    }

    private static void register(AnnotationConfigApplicationContext context, EngineSettings settings) {
        context.registerBean(EngineSettings.class, () -> settings, it -> it.setPrimary(true));
        context.register(Scanned.class);
    }

    /** The runs that want to be driven now, whoever drives them. */
    public static List<RunId> wanted(ApplicationContext context) {
        return context.getBean(DSLContext.class)
                .select(RUN.ID)
                .from(RUN)
                .where(RUN.STATE.in(RunState.QUEUED.name(), RunState.RUNNING.name()))
                .and(RUN.WAKE_AT.le(DSL.field("clock_timestamp()", Instant.class)))
                .fetch(it -> new RunId(it.value1()));
    }

    /** Drives the run in this thread as far as it goes. */
    public static void drive(ApplicationContext context, RunId run) {
        context.getBean(RunDriver.class).drive(run);
    }

    /** The same, and how it stands then. */
    public static RunQuery.Detail driven(ApplicationContext context, RunId run) {
        drive(context, run);
        return context.getBean(RunQuery.class).run(run).orElseThrow();
    }

    @ComponentScan(
            basePackages = "dev.muster.recovery.engine",
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.Quartz.*"),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*EngineSettings"),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test.*|.*IT.*|.*World.*")
            })
    @Import({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class
    })
    // no @Configuration: the console of other tests would find it by its scan
    static class Scanned {}
}
