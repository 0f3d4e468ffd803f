package dev.muster.kill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Timeline;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.security.Actor;
import dev.muster.testing.RecoveryModules;
import dev.muster.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Every module that the plan's procedures need, under the real engine, without screens and without Quartz. */
final class RecoveryBeans {

    private RecoveryBeans() {}

    /** @param drives whether it drives runs, with a lease that another console need not wait for long */
    static AnnotationConfigApplicationContext of(Map<String, String> settings, TestDatabase database, boolean drives) {
        AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
        beans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", Map.copyOf(settings)));
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.registerBean(Timeline.class, () -> (incident, at, kind, actor, text, run) -> {});
        beans.registerBean(AuditLog.class, Silent::new);
        beans.registerBean(IncidentQuery.class, RecoveryBeans::noIncidents);
        beans.registerBean(DataSource.class, () -> pool(database));
        Path work = Path.of(settings.getOrDefault("muster.work-directory", ""));
        if (drives) {
            EngineBeans.registerBrisk(beans, work);
        } else {
            EngineBeans.register(beans, work, Duration.ofSeconds(15));
        }
        beans.scan(RecoveryModules.packages());
        beans.refresh();
        return beans;
    }

    static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new TreeMap<>();
        properties.stringPropertyNames().forEach(it -> strings.put(it, properties.getProperty(it)));
        return strings;
    }

    private static DataSource pool(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.application());
        config.setPassword(database.password());
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    private static IncidentQuery noIncidents() {
        return (IncidentQuery) Proxy.newProxyInstance(
                IncidentQuery.class.getClassLoader(),
                new Class<?>[] {IncidentQuery.class},
                (proxy, method, arguments) -> method.getReturnType() == List.class
                        ? List.of()
                        : method.getReturnType() == java.util.Optional.class ? java.util.Optional.empty() : null);
    }

    private record Silent() implements AuditLog {

        @Override
        public void record(Actor actor, AuditFact fact) {}

        @Override
        public void recordAlone(Actor actor, AuditFact fact) {}
    }
}
