package dev.muster.notification;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muster.audit.AuditLog;
import dev.muster.incident.IncidentWorld;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The sending half of a console as a process of its own, made to be killed. */
public final class SenderProcess {

    private static final long SWEEP_MILLIS = 100;

    private SenderProcess() {}

    /** @param arguments database, user, password, file with the webhook, port of the mail server */
    public static void main(String[] arguments) throws InterruptedException {
        MessageBeans.Estate estate = new MessageBeans.Estate(Path.of(arguments[3]), Integer.parseInt(arguments[4]), 4);
        OutboxSender sender = MessageBeans.with(estate, () -> context(arguments).getBean(OutboxSender.class));
        System.out.println("ready");
        while (true) {
            sender.sweep();
            Thread.sleep(SWEEP_MILLIS);
        }
    }

    private static AnnotationConfigApplicationContext context(String[] arguments) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> pool(arguments));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(AuditLog.class, IncidentWorld.FakeAudit::new);
        context.register(Beans.class, MessageBeans.class);
        // Only the sender with what it needs: other parts of the module need modules that are not here
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        return context;
    }

    private static DataSource pool(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(6);
        return new HikariDataSource(config);
    }

    @ComponentScan("dev.muster.incident")
    @Import({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JooqAutoConfiguration.class
    })
    static class Beans {}
}
