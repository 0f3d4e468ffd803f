package dev.muster.notification;

import dev.muster.incident.SamplePlan;
import dev.muster.plan.Channel;
import dev.muster.plan.MailServer;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Secret;
import dev.muster.plan.Template;
import dev.muster.security.Actor;
import dev.muster.testing.SmallPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The messages of a plan whose channels lead to receivers of the test. */
@EnableTransactionManagement(proxyTargetClass = true)
@ComponentScan("dev.muster.notification")
public class MessageBeans {

    public static final List<Duration> PAUSES = List.of(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private static final ThreadLocal<Estate> ESTATE = new ThreadLocal<>();

    /** Where the channels lead to, and how many lanes are open. */
    public record Estate(Path webhook, int mailPort, int lanes) {}

    /** Makes a context of these beans on the estate. */
    static <T> T with(Estate estate, Supplier<T> context) {
        ESTATE.set(estate);
        try {
            return context.get();
        } finally {
            ESTATE.remove();
        }
    }

    @Bean
    @Primary
    NotificationSettings settings() {
        return new NotificationSettings(
                "https://muster.example",
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                PAUSES,
                ESTATE.get().lanes(),
                Duration.ofMinutes(10));
    }

    @Bean
    @Primary
    Plans plansWithChannels(DataSource database) {
        return new WithChannels(
                new SamplePlan(JdbcClient.create(database)
                        .sql("select id from plan_version")
                        .query(Long.class)
                        .single()),
                ESTATE.get());
    }

    private record WithChannels(SamplePlan sample, Estate estate) implements Plans {

        @Override
        public PlanVersion current() {
            return with(sample.current());
        }

        @Override
        public PlanVersion version(long id) {
            return with(sample.version(id));
        }

        @Override
        public PlanVersion reload(Actor actor) {
            return current();
        }

        private PlanVersion with(PlanVersion version) {
            Plan plan = version.plan();
            return new PlanVersion(
                    version.id(),
                    "0".repeat(64),
                    "sample",
                    Instant.parse("2026-11-01T00:00:00Z"),
                    SmallPlan.like(plan, Map.of("channels", channels(), "templates", templates())));
        }

        private List<Channel> channels() {
            return List.of(
                    new Channel(
                            "primary",
                            "Primary",
                            Channel.Kind.SLACK,
                            "#incident-response",
                            new Secret("${file:" + estate.webhook() + "}"),
                            Optional.empty()),
                    new Channel(
                            "secondary",
                            "Secondary",
                            Channel.Kind.EMAIL,
                            "incident@company.com, it@company.com",
                            Secret.NONE,
                            Optional.of(new MailServer(
                                    "127.0.0.1",
                                    estate.mailPort(),
                                    MailServer.Encryption.NONE,
                                    "muster@company.com",
                                    Optional.empty(),
                                    Secret.NONE))),
                    new Channel("mute", "Mute", Channel.Kind.SLACK, "#nobody", Secret.NONE, Optional.empty()),
                    new Channel(
                            "emergency", "Emergency", Channel.Kind.PHONE_TREE, "Phones", Secret.NONE, Optional.empty()),
                    new Channel(
                            "status-page",
                            "Status page",
                            Channel.Kind.STATUS_PAGE,
                            "status.example",
                            Secret.NONE,
                            Optional.empty()));
        }

        private static List<Template> templates() {
            return List.of(
                    new Template(
                            "initial-alert",
                            "Initial alert",
                            "INCIDENT ALERT - {{severity}}: {{scenario}}",
                            "INCIDENT ALERT - {{severity}}\n\nWhat: {{title}}\nTime: {{time}}\nRoom: {{room}}\n"),
                    new Template(
                            "recovery-complete",
                            "Recovery complete",
                            "INCIDENT RESOLVED: {{scenario}}",
                            "INCIDENT RESOLVED\n\nDuration: {{downtime}}\n"),
                    new Template("odd", "Odd", "{{colour}}", "A {{#title}}{{/title}} and {{downtime}}"));
        }
    }
}
