package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.practice.CloudflareStandIn;
import dev.muster.practice.DnsEntry;
import dev.muster.practice.NameServer;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticePlan;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.StepState;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.Finding;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A whole site is lost: the shipped procedure moves database, application, nginx and names, one after the other. */
class MoveSiteIT {

    private static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final String TOKEN = "token-of-the-names";
    private static final Runs.Request MOVE = new Runs.Request("move-site", Map.of(), null, null);

    private final PracticeEstate estate = PracticeEstate.empty();
    private final TestDatabase catalogue = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final CloudflareStandIn cloudflare = CloudflareStandIn.started(0, TOKEN, Clock.systemUTC());
    private final List<NameServer> names = List.of(
            NameServer.started(0, cloudflare::answers),
            NameServer.started(0, cloudflare::answers),
            NameServer.started(0, cloudflare::answers));

    @BeforeEach
    void start() throws IOException {
        cloudflare.put("bdc.example", "A", "192.0.2.10", 60, false);
        estate.withPrimary(new PracticeData(1, 7))
                .withStandby()
                .withObjectStore()
                .withApplication()
                .withSecondApplication()
                .withNginx();
        Path plan = estate.resolve("plan.yaml");
        Files.writeString(estate.resolve("dns-token"), TOKEN);
        Files.writeString(plan, PracticePlan.of(estate.parts(), this::addNames));
        FailoverBeans.wire(
                beans,
                new FailoverBeans.Around(
                        catalogue,
                        estate.resolve("console"),
                        plan,
                        Clock.systemUTC(),
                        new CopyOnWriteArrayList<>(),
                        new CopyOnWriteArrayList<>()));
        Waiting.until(
                Duration.ofSeconds(20),
                "the standby has all",
                () -> "streaming"
                                .equals(estate.primary()
                                        .value(
                                                "postgres",
                                                "select coalesce(max(state), 'none') from pg_stat_replication"))
                        && estate.standby().lagInBytes() == 0);
        see();
    }

    @AfterEach
    void stop() {
        beans.close();
        cloudflare.close();
        names.forEach(NameServer::close);
        estate.standby().stop();
        estate.close();
    }

    @Test
    void database_application_nginx_and_names_move_one_after_the_other_and_the_names_wait_for_nobody()
            throws Exception {
        assertThat(runs().prepare(MOVE).blocked()).as("while the site is up").isTrue();
        see();
        estate.primary().crash();

        Runs.Preview preview = runs().prepare(MOVE);
        assertThat(preview.findings())
                .filteredOn(it -> it.level() == Finding.Level.BLOCK)
                .isEmpty();
        RunId id = runs().launch(MOVE, PracticeData.DATABASE, COMMANDER);
        cloudflare.blocks(Duration.ofHours(1));
        RunQuery.Detail stands = driven(id);

        assertThat(stands.summary().state()).as(told(stands)).isEqualTo(RunState.PAUSED);
        assertThat(stands.steps())
                .filteredOn(it -> it.state() == StepState.NEEDS_DECISION)
                .singleElement()
                .satisfies(it -> assertThat(it.type()).isEqualTo("read-dns"));
        assertThat(written()).as("users write already").isEqualTo(201);
        assertThat(cloudflare.content("bdc.example")).isEqualTo("192.0.2.10");

        cloudflare.blocks(Duration.ZERO);
        runs().answer(id, position(stands, "read-dns"), "Try again", COMMANDER);
        RunQuery.Detail run = driven(id);

        assertThat(run.summary().state()).as(told(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(cloudflare.content("bdc.example")).isEqualTo("192.0.2.20");
        assertThat(estate.standby().value("postgres", "select pg_is_in_recovery()"))
                .isEqualTo("f");
        assertThat(written()).isEqualTo(201);
        inOrder(run, "Database and application", "nginx", "Names");
    }

    @Test
    void a_planned_move_with_both_sites_well_loses_no_token_and_the_same_moves_back() throws Exception {
        estate.primary().execute(PracticeData.DATABASE, "create table token (id text primary key, filler text)");
        try (Writers writers = new Writers(estate.primary(), "m", 4, 64)) {
            Waiting.until(Duration.ofSeconds(20), "200 tokens", () -> writers.acknowledged.size() > 200);

            RunQuery.Detail run = moved(Map.of());

            assertThat(run.summary().state()).as(told(run)).isEqualTo(RunState.SUCCEEDED);
            assertThat(writers.missing(estate.standby())).isEmpty();
            assertThat(run.facts()).containsEntry("data-loss.wal-bytes", "0");
            inOrder(run, "Database and application", "nginx", "Names");
        }
        assertThat(estate.primary().inRecovery()).as("it follows").isTrue();
        assertThat(cloudflare.content("bdc.example")).isEqualTo("192.0.2.20");
        assertThat(written()).isEqualTo(201);

        RunQuery.Detail back = moved(Map.of("site", "main"));

        assertThat(back.summary().state()).as(told(back)).isEqualTo(RunState.SUCCEEDED);
        assertThat(estate.primary().inRecovery()).isFalse();
        assertThat(cloudflare.content("bdc.example")).isEqualTo("192.0.2.10");
        assertThat(written()).isEqualTo(201);
    }

    private RunQuery.Detail moved(Map<String, String> parameters) {
        see();
        return driven(runs().launch(
                        new Runs.Request("move-site-planned", parameters, null, null),
                        PracticeData.DATABASE,
                        COMMANDER));
    }

    /** Each part begins after the one before has ended. */
    private static void inOrder(RunQuery.Detail run, String... parts) {
        Instant before = Instant.EPOCH;
        for (String part : parts) {
            List<RunQuery.StepRow> steps = run.steps().stream()
                    .filter(it -> !it.within().isEmpty()
                            && it.within().getFirst().title().equals(part))
                    .filter(it -> it.startedAt() != null)
                    .toList();
            assertThat(steps).as(part).isNotEmpty();
            assertThat(steps.getFirst().startedAt()).as(part).isAfterOrEqualTo(before);
            before = Objects.requireNonNull(steps.getLast().endedAt());
        }
    }

    private static int position(RunQuery.Detail run, String type) {
        return run.steps().stream()
                .filter(it -> it.type().equals(type))
                .mapToInt(RunQuery.StepRow::position)
                .findFirst()
                .orElseThrow();
    }

    private static String told(RunQuery.Detail run) {
        StringBuilder told = new StringBuilder();
        run.steps().forEach(it -> told.append(it.title())
                .append(" ")
                .append(it.state())
                .append(": ")
                .append(it.summary())
                .append("\n"));
        return told.toString();
    }

    /** As a user does it, through nginx. */
    private int written() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(estate.nginx().url() + "/users"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private Runs runs() {
        return beans.getBean(Runs.class);
    }

    private RunQuery.Detail driven(RunId run) {
        RunQuery query = beans.getBean(RunQuery.class);
        Waiting.until(Duration.ofSeconds(90), () -> told(query.run(run).orElseThrow()), () -> {
            EngineBeans.drive(beans, run);
            RunState state = query.run(run).orElseThrow().summary().state();
            return state != RunState.RUNNING && state != RunState.QUEUED;
        });
        return query.run(run).orElseThrow();
    }

    private void see() {
        Plan plan = beans.getBean(Plans.class).current().plan();
        beans.getBean(PairSight.class).see(plan, plan.database("bdc").orElseThrow());
    }

    private void addNames(Map<String, Object> plan) {
        plan.put(
                "dns",
                Map.of(
                        "front-door",
                        DnsEntry.of(
                                "The address of BDC",
                                "bdc.example",
                                estate.resolve("dns-token"),
                                cloudflare.api(),
                                Map.of("main", "192.0.2.10", "standby", "192.0.2.20"),
                                names.stream().map(NameServer::port).toList())));
    }
}
