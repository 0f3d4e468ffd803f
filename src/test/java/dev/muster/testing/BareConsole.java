package dev.muster.testing;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.incident.Timeline;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What stands around the modules that a rig puts together; what the rig registers after it comes in its place. */
public final class BareConsole {

    private BareConsole() {}

    /** Nobody reads its timeline and its audit, and its clock is the machine's. */
    public static void around(
            AnnotationConfigApplicationContext beans, TestDatabase catalogue, Map<String, String> settings) {
        beans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(settings)));
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.registerBean(Timeline.class, () -> (incident, at, kind, actor, text, run) -> {});
        audited(beans, (actor, fact) -> {});
        beans.registerBean(DataSource.class, catalogue::pool);
    }

    /** @param taker of whatever the audit log is told */
    public static void audited(AnnotationConfigApplicationContext beans, BiConsumer<Actor, AuditFact> taker) {
        beans.registerBean(AuditLog.class, () -> new AuditLog() {
            @Override
            public void record(Actor actor, AuditFact fact) {
                taker.accept(actor, fact);
            }

            @Override
            public void recordAlone(Actor actor, AuditFact fact) {
                taker.accept(actor, fact);
            }
        });
    }

    /** In force is what the rig says at that moment, and always as the same version. */
    public static void planned(AnnotationConfigApplicationContext beans, TestDatabase catalogue, Supplier<Plan> plan) {
        try (Connection connection = catalogue.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into plan_version (hash, name, source, yaml, loaded_at)"
                    + " values ('h', 'n', 's', 'y', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Plans plans = Mockito.mock(Plans.class);
        Mockito.when(plans.current()).thenAnswer(it -> version(plan.get()));
        Mockito.when(plans.version(Mockito.anyLong())).thenAnswer(it -> version(plan.get()));
        beans.registerBean(Plans.class, () -> plans);
    }

    private static PlanVersion version(Plan plan) {
        return new PlanVersion(1, "h".repeat(64), "s", Instant.EPOCH, plan);
    }
}
