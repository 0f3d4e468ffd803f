package dev.muster.proxy;

import static dev.muster.proxy.SwitchProxyIT.failure;
import static dev.muster.proxy.SwitchProxyIT.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.Waiting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TurnableClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see while nginx is switched, drained and blocked. */
class TrafficIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ProxyRig rig;
    private SwitchProxyStep turn;
    private DrainServerStep drain;
    private BlockTrafficStep block;

    @BeforeEach
    void start() throws Exception {
        rig = new ProxyRig().begins();
        turn = new SwitchProxyStep(rig.hosts());
        drain = new DrainServerStep(rig.hosts());
        block = new BlockTrafficStep(rig.hosts());
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void no_request_is_lost_while_it_is_switched_to_and_fro_ten_times() throws Exception {
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = 0; user < 3; user++) {
                users.submit(() -> {
                    while (!over.get()) {
                        answers.add(rig.get("/work"));
                    }
                });
            }
            try {
                for (int time = 1; time <= 10; time++) {
                    LooseContext run = rig.worker(time, "next", "down");
                    assertThat(turn.run(run)).isInstanceOf(StepOutcome.Done.class);
                    Waiting.until(PATIENCE, "drained", () -> drain.run(run) instanceof StepOutcome.Done);
                    int old = rig.application(time % 2 == 1 ? "app1" : "app2")
                            .served
                            .get();
                    assertThat(rig.get("/")).isEqualTo(time % 2 == 1 ? "200 app2" : "200 app1");
                    assertThat(rig.application(time % 2 == 1 ? "app1" : "app2")
                                    .served
                                    .get())
                            .as("a drained server gets nothing")
                            .isEqualTo(old);
                }
            } finally {
                over.set(true);
            }
        }
        assertThat(answers).hasSizeGreaterThan(100);
        assertThat(answers).containsOnly("200 app1", "200 app2");
        System.out.println("Ten switches under " + answers.size() + " requests: 0 lost");
    }

    @Test
    void a_request_that_has_begun_ends_where_it_is_and_is_waited_for_within_bounds() throws Exception {
        turn.run(rig.worker(1, "app1", "backup"));
        rig.application("app1").slow = new CountDownLatch(1);
        int before = rig.application("app1").served.get();
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newHttpClient()) {
            Future<String> slow = users.submit(() -> rig.send(client, "/slow"));
            Waiting.until(
                    PATIENCE,
                    "app1 has it",
                    () -> rig.application("app1").served.get() > before);
            TurnableClock clock = new TurnableClock(Instant.parse("2026-03-01T10:00:00Z"));
            LooseContext run = rig.worker(2, "app2", "down").by(clock);
            assertThat(turn.run(run)).isInstanceOf(StepOutcome.Done.class);
            assertThat(rig.get("/")).isEqualTo("200 app2");

            assertThat(drain.run(run)).isInstanceOf(StepOutcome.Waiting.class);
            clock.turn(Duration.ofSeconds(31));
            assertThat(failure(drain.run(run)))
                    .contains("still serve requests from before the switch after 30 s")
                    .contains("skip leaves them to themselves");
            assertThat(drain.run(run)).as("a retry waits anew").isInstanceOf(StepOutcome.Waiting.class);

            rig.application("app1").slow.countDown();
            assertThat(slow.get()).isEqualTo("200 app1");
            Waiting.until(PATIENCE, "drained", () -> drain.run(run) instanceof StepOutcome.Done);
        }
    }

    @Test
    void blocked_traffic_gets_the_page_and_nothing_reaches_the_application() throws IOException {
        turn.run(rig.worker(1, "app2", "backup"));
        String before = rig.content();
        LooseContext run = rig.worker(2);
        assertThat(block.check(run)).extracting(Finding::level).containsOnly(Finding.Level.OK);

        assertThat(summary(block.run(run))).contains("answers every request with 503 and the page");
        assertThat(summary(block.run(run))).as("again").contains("503");

        int served = rig.applications.values().stream()
                .mapToInt(it -> it.served.get())
                .sum();
        for (String path : List.of("/", "/health", "/admin/../x", "/work?a=b")) {
            assertThat(rig.get(path)).startsWith("503 ").contains("Back soon");
        }
        FrontDoor.Answer answer = new FrontDoor().ask("http://127.0.0.1:" + rig.port + "/");
        assertThat(answer.retryAfter()).contains("600");
        assertThat(answer.upstream()).isEmpty();
        assertThat(rig.applications.values().stream()
                        .mapToInt(it -> it.served.get())
                        .sum())
                .isEqualTo(served);

        assertThat(failure(turn.run(rig.worker(3, "app1", "down"))))
                .as("a switch would let everybody in")
                .contains("Traffic is blocked at nginx");

        assertThat(summary(block.undo(run))).endsWith("as it was before: the requests go to app2");
        assertThat(rig.content()).isEqualTo(before);
        assertThat(rig.get("/")).isEqualTo("200 app2");
    }

    @Test
    void a_block_that_the_console_cannot_see_stays() throws Exception {
        Files.writeString(
                rig.file,
                NginxFile.of(rig.plan().proxies().getFirst(), new Route("app1", Route.Others.BACKUP, false))
                        .text());
        rig.nginx("-s", "reload");
        LooseContext run = rig.worker(1);
        // another server of the same nginx takes what the console asks
        Files.writeString(
                rig.folder.resolve("conf.d/aa.conf"),
                "server { listen 127.0.0.1:" + rig.port + " default_server; server_name 127.0.0.1; return 204; }\n");

        assertThat(failure(block.run(run))).contains("is not answered by the new file");
        assertThat(Route.of(rig.content())).contains(new Route("app1", Route.Others.BACKUP, true));
    }

    @Test
    void an_nginx_that_is_gone_does_not_forbid_the_isolation() throws Exception {
        rig.stopNginx();
        assertThat(block.check(rig.worker(1))).noneMatch(it -> it.level() == Finding.Level.BLOCK);
        assertThat(failure(block.run(rig.worker(1)))).contains("nginx on here does not run");
    }
}
