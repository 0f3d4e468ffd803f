package dev.muster.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Failover;
import dev.muster.plan.Secret;
import dev.muster.practice.PatroniMember;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A leader that is lost: Patroni is asked while it still waits for its lock, and followed when it moved by itself. */
class PatroniFailoverIT {

    /** Slow enough that a person may be quicker. */
    private static final PatroniMember.Pace SLOW = new PatroniMember.Pace(16, 2, 3);

    @Test
    void patroni_is_asked_for_a_failover_and_followed_when_it_moved_by_itself() throws Exception {
        try (PatroniRig rig =
                new PatroniRig(SLOW, plan -> FailoverRig.failover(plan).put("automatic", "automatic"))) {
            rig.watch();
            declines(rig);
            whilePausedNothingIsAsked(rig);
            askedBeforeItMoves(rig);
            comesBackAsAReplica(rig);
            followedWhenItMovedByItself(rig);
        }
    }

    /** What Patroni really answers, and that nothing moves by it. */
    private static void declines(PatroniRig rig) {
        Failover.Patroni plan = Node.failover(rig.database()).patroni().orElseThrow();
        PatroniApi api = new PatroniApi(plan);
        assertThat(api.ask(plan.standby(), "switchover", Optional.of("two"), "one", Duration.ofSeconds(10))
                        .join())
                .isInstanceOfSatisfying(PatroniApi.Declined.class, it -> assertThat(it.words())
                        .isEqualTo("Patroni will not do it; two answers 412: leader name does not match"));
        PatroniApi stranger = new PatroniApi(new Failover.Patroni(
                plan.primary(),
                plan.standby(),
                Optional.of(new Failover.Account("stranger", Secret.NONE)),
                Optional.empty()));
        assertThat(stranger.ask(plan.standby(), "failover", Optional.empty(), "two", Duration.ofSeconds(10))
                        .join())
                .isInstanceOfSatisfying(PatroniApi.Declined.class, it -> assertThat(it.words())
                        .isEqualTo(
                                "Patroni does not take the account of the plan; two answers 401: not authenticated"));
        assertThat(rig.estate.one().writes()).isTrue();
    }

    private static void whilePausedNothingIsAsked(PatroniRig rig) throws Exception {
        configure(rig, "{\"pause\": true}");
        assertThat(rig.blocks("switch-over-database")).singleElement().satisfies(it -> assertThat(it)
                .contains("Patroni two: it is paused")
                .contains("patronictl resume"));
        configure(rig, "{\"pause\": null}");
        Waiting.until(Duration.ofSeconds(20), "nothing is in the way", () -> rig.blocks("switch-over-database")
                .isEmpty());
    }

    private static void configure(PatroniRig rig, String json) throws Exception {
        String password = rig.estate.one().password();
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(rig.estate.one().rest() + "/config"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(("muster:" + password)
                                                                .getBytes(StandardCharsets.UTF_8)))
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static void askedBeforeItMoves(PatroniRig rig) {
        try (Writers writers = new Writers(rig.estate.one(), "f", 4, 64)) {
            Waiting.until(Duration.ofSeconds(20), "200 tokens", () -> writers.acknowledged.size() > 200);
            rig.see();
            rig.estate.one().crash();
            for (int looks = 0; looks < 4; looks++) {
                rig.watch();
            }
            assertThat(rig.beans.getBean(RunQuery.class).latest(10))
                    .as("failing over is Patroni's")
                    .isEmpty();

            RunQuery.Detail run = rig.run("fail-over-database");

            FailoverRig.succeeded(run);
            assertThat(Writers.in(rig.estate.two(), "f")).doesNotHaveDuplicates();
            assertThat(run.facts()).containsKeys("data-loss.wal-bytes", "data-loss.seconds");
            rig.watch();
            assertThat(rig.told)
                    .as("what Muster asked for is not told as Patroni's own")
                    .isEmpty();
        }
        assertThat(rig.estate.two().writes()).isTrue();
        assertThat(rig.env()).contains("DATABASE_PORT=" + rig.estate.two().port());
    }

    private static void comesBackAsAReplica(PatroniRig rig) {
        rig.estate.one().start();
        assertThat(rig.step(new LooseContext(9, rig.plan()), "patroni-replica"))
                .isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                        .isEqualTo("127.0.0.1:" + rig.estate.one().port() + " streams from the leader"));
        rig.watch();
    }

    private static void followedWhenItMovedByItself(PatroniRig rig) {
        rig.told.clear();
        rig.estate.two().crash();
        Waiting.until(Duration.ofSeconds(60), "Patroni has moved", () -> rig.estate
                .one()
                .writes());
        assertThat(rig.blocks("fail-over-database")).anySatisfy(it -> assertThat(it)
                .contains("Patroni has made its leader already: use the procedure with the step patroni-follow"));

        rig.watch();
        rig.watch();

        List<RunQuery.Summary> launched = rig.beans.getBean(RunQuery.class).latest(10).stream()
                .filter(it -> it.procedure().equals("follow-patroni"))
                .toList();
        assertThat(launched).hasSize(1);
        assertThat(rig.told)
                .contains("Patroni has made 127.0.0.1:" + rig.estate.one().port()
                        + " the leader of BDC database by itself, on timeline 3")
                .anySatisfy(it -> assertThat(it).startsWith("Muster follows Patroni by itself, run "));
        FailoverRig.succeeded(rig.driven(launched.getFirst().id()));
        assertThat(rig.env()).contains("DATABASE_PORT=" + rig.estate.one().port());
        rig.watch();
        assertThat(rig.beans.getBean(PatroniMoves.class).waiting(rig.clock.instant()))
                .isEmpty();
    }
}
