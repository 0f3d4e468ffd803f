package dev.muster.kill;

import dev.muster.incident.IncidentQuery;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.testing.BareConsole;
import dev.muster.testing.RecoveryModules;
import dev.muster.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Every module that the plan's procedures need, under the real engine, without screens and without Quartz. */
final class RecoveryBeans {

    private RecoveryBeans() {}

    /** @param drives whether it drives runs, with a lease that another console need not wait for long */
    static AnnotationConfigApplicationContext of(Map<String, String> settings, TestDatabase database, boolean drives) {
        AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
        BareConsole.around(beans, database, settings);
        beans.registerBean(IncidentQuery.class, RecoveryBeans::noIncidents);
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

    private static IncidentQuery noIncidents() {
        return (IncidentQuery) Proxy.newProxyInstance(
                IncidentQuery.class.getClassLoader(),
                new Class<?>[] {IncidentQuery.class},
                (proxy, method, arguments) -> method.getReturnType() == List.class
                        ? List.of()
                        : method.getReturnType() == java.util.Optional.class ? java.util.Optional.empty() : null);
    }
}
