package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import java.nio.file.Path;
import java.time.Duration;
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
        context.registerBean(
                EngineSettings.class,
                () -> new EngineSettings(
                        work,
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        preflight,
                        Duration.ofMillis(5),
                        3),
                it -> it.setPrimary(true));
        context.register(Scanned.class);
    }

    /** Drives the run in this thread as far as it goes. */
    public static void drive(ApplicationContext context, RunId run) {
        context.getBean(RunDriver.class).drive(run);
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
