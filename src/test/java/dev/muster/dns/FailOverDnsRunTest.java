package dev.muster.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.ShippedPlan;
import dev.muster.practice.CloudflareStandIn;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BareConsole;
import dev.muster.testing.ScriptedStep;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The steps under the real engine, after a switch at the proxy that must stay whatever becomes of the names. */
class FailOverDnsRunTest {

    private static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    @TempDir
    Path folder;

    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final Proxy proxy = new Proxy();
    private CloudflareRig rig;
    private TestDatabase database;

    @BeforeEach
    void start() {
        rig = new CloudflareRig(folder);
        database = TestDatabase.fresh();
        Plan plan = plan(rig.entry(CloudflareStandIn.ZONE, "bdc.example", "www.bdc.example"));
        BareConsole.around(beans, database, Map.of("muster.work-directory", folder.toString()));
        BareConsole.planned(beans, database, () -> plan);
        beans.registerBean(Proxy.class, () -> proxy);
        EngineBeans.register(beans, folder, Duration.ofSeconds(15));
        beans.scan("dev.muster.dns", "dev.muster.resolver", "dev.muster.route53");
        beans.refresh();
    }

    @AfterEach
    void stop() {
        beans.close();
        rig.close();
    }

    @Test
    void a_run_leads_the_names_to_the_standby_and_its_way_back_leads_them_home() {
        Runs.Preview preview = runs().prepare(request());
        assertThat(preview.blocked()).isFalse();
        assertThat(preview.steps().get(2).description().what()).contains("bdc.example: A 203.0.113.10 → 198.51.100.20");
        String before = rig.cloudflare.content("bdc.example");

        RunQuery.Detail run = driven(launched());

        assertThat(run.summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.cloudflare.content("www.bdc.example")).isEqualTo(CloudflareRig.STANDBY);
        RunId id = run.summary().id();
        runs().wayBack(id, "it was a rehearsal", COMMANDER);
        assertThat(driven(id).summary().state()).isEqualTo(RunState.CANCELLED);
        assertThat(rig.cloudflare.content("bdc.example")).isEqualTo(before);
        assertThat(everything(id)).contains("PATCH http").doesNotContain(CloudflareRig.TOKEN);
    }

    @Test
    void a_failure_of_the_names_leaves_the_switch_at_the_proxy_alone_and_the_run_ends_degraded() {
        RunId id = launched();
        rig.cloudflare.blocks(Duration.ofHours(1));
        rig.cloudflare.failsOnce("GET", 429);

        RunQuery.Detail run = driven(id);

        assertThat(run.summary().state()).isEqualTo(RunState.PAUSED);
        assertThat(run.steps().get(1).state()).isEqualTo(StepState.NEEDS_DECISION);
        assertThat(run.steps().get(1).summary())
                .contains("429", "What was switched before stays as it is", "A bdc.example → 198.51.100.20");
        assertThat(proxy.switched).isTrue();

        runs().answer(id, 2, "Leave it as it is", COMMANDER);
        RunQuery.Detail ended = driven(id);

        assertThat(ended.summary().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.steps())
                .extracting(RunQuery.StepRow::summary)
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("switched"),
                        it -> assertThat(it).startsWith("DEGRADED: the names of front-door are left as they are"),
                        it -> assertThat(it).startsWith("nothing to do here"),
                        it -> assertThat(it).startsWith("nothing to wait for"));
        assertThat(ended.facts()).containsKey("dns.front-door.degraded");
        assertThat(proxy.switched).isTrue();
        assertThat(rig.cloudflare.writes()).isEmpty();
    }

    @Test
    void an_api_that_fails_for_a_moment_is_waited_for_by_the_engine() {
        RunId id = launched();
        rig.cloudflare.failsOnce("GET", 503);
        RunQuery.Detail run = driven(id);
        assertThat(run.steps().get(1).state()).isEqualTo(StepState.WAITING);
        assertThat(run.steps().get(1).summary()).isEqualTo("Cloudflare answers 503; asks again in 5 s");
        assertThat(run.summary().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void a_wrong_record_forbids_the_launch() {
        rig.cloudflare.remove("www.bdc.example");
        assertThatThrownBy(this::launched).isInstanceOf(Refused.class).hasMessageContaining("has no A record www");
        assertThat(proxy.switched).isFalse();
    }

    private static Plan plan(DnsEntry entry) {
        return ShippedPlan.with(Map.of(
                "dns",
                List.of(entry),
                "procedures",
                List.of(new Procedure(
                        "move",
                        "Move",
                        "",
                        entry.key(),
                        List.of(new Procedure.Parameter("site", "Site", Procedure.Kind.TEXT, Optional.of("standby"))),
                        List.of(
                                new Procedure.Step("switch-proxy", "Switch the proxy", Map.of(), "p"),
                                step("read-dns", entry),
                                step("change-dns", entry),
                                step("wait-for-dns", entry))))));
    }

    private static Procedure.Step step(String type, DnsEntry entry) {
        return new Procedure.Step(type, type, Map.of("dns", entry.key()), "p");
    }

    private static Runs.Request request() {
        return new Runs.Request("move", Map.of(), null, null);
    }

    private Runs runs() {
        return beans.getBean(Runs.class);
    }

    private RunId launched() {
        return runs().launch(request(), "front-door", COMMANDER);
    }

    private RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    private RunQuery query() {
        return beans.getBean(RunQuery.class);
    }

    private String everything(RunId run) {
        return query().run(run).orElseThrow() + " " + query().log(run, 0, 1000);
    }

    /** The part of a move that comes before the names. */
    private static final class Proxy extends ScriptedStep {

        private boolean switched;

        Proxy() {
            super("switch-proxy");
            repeatable = true;
            run = context -> {
                switched = true;
                return StepOutcome.done("switched");
            };
            undo = context -> {
                switched = false;
                return StepOutcome.done("switched back");
            };
        }
    }
}
