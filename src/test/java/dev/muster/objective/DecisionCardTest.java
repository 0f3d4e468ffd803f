package dev.muster.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.BackupQuery;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.objective.DecisionCard.Launch;
import dev.muster.objective.DecisionCard.Way;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import dev.muster.objective.StandbyOutlook.Outlook;
import dev.muster.recovery.RunHistory;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class DecisionCardTest {

    private final ObjectiveWorld world = new ObjectiveWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void each_way_out_says_what_it_loses_takes_and_rests_on() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aBackup(Duration.ofMinutes(10), 100, false);
        long proved = world.aBackup(Duration.ofMinutes(70), 100, true);
        world.aBackup(Duration.ofMinutes(130), 100, false);
        long olderProved = world.aBackup(Duration.ofMinutes(190), 200, true);
        for (int i = 0; i < 3; i++) {
            world.aRestore(10, 2, "{\"backup.bytes\": \"100\"}");
        }

        DecisionCard card = world.card(id);

        assertThat(card.ways()).extracting(Way::key).containsExactly("promote", "newest", "older", "wait");
        assertThat(way(card, "newest"))
                .returns(new Measured<>(Duration.ofMinutes(70)), it -> it.loss(IncidentWorld.NOON))
                .returns(takes(12), Way::takes)
                .returns(new Measured<>(IncidentWorld.NOON), Way::tested)
                .returns(List.of(), Way::cannot)
                .returns(Optional.of(new Launch("restore-database", Optional.of(proved))), Way::launch);
        assertThat(way(card, "older"))
                .returns(new Measured<>(Duration.ofMinutes(190)), it -> it.loss(IncidentWorld.NOON))
                .returns(takes(22), Way::takes)
                .returns(Optional.of(new Launch("restore-database", Optional.of(olderProved))), Way::launch);
        assertThat(way(card, "wait"))
                .returns(new NotApplicable<>("waiting restores nothing"), it -> it.loss(IncidentWorld.NOON))
                .returns(Optional.empty(), Way::launch);
    }

    @Test
    void a_promotion_loses_what_the_standby_has_not_got_and_says_how_the_way_back_stands() {
        IncidentId id = world.incidents.aDeclaredIncident();
        Instant caughtUp = IncidentWorld.NOON.minusSeconds(3);
        Instant connected = IncidentWorld.NOON.minusSeconds(2);

        Way promote = way(
                withStandby(id, new Outlook(Optional.of(caughtUp), Optional.of(connected), "never tested", List.of())),
                "promote");

        assertThat(promote)
                .returns(new Measured<>(Duration.ofSeconds(3)), it -> it.loss(IncidentWorld.NOON))
                .returns(new Measured<>(connected), Way::proved)
                .returns("Something", Way::destroys)
                .returns("There is one (never tested)", Way::wayBack)
                .returns(List.of(), Way::cannot)
                .returns(Optional.of(new Launch("fail-over-database", Optional.empty())), Way::launch);

        Way forbidden = way(
                withStandby(id, new Outlook(Optional.empty(), Optional.empty(), "none", List.of("no way back"))),
                "promote");

        assertThat(forbidden)
                .returns(List.of("no way back"), Way::cannot)
                .returns(Optional.empty(), Way::launch)
                .satisfies(it -> assertThat(it.loss(IncidentWorld.NOON)).isInstanceOf(Pending.class));
    }

    /** The card by a plan whose database has a standby that is watched. */
    private DecisionCard withStandby(IncidentId id, Outlook outlook) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        StandbyOutlook watched = (plan, database) -> Optional.of(outlook);
        beans.registerSingleton("watched", watched);
        return new DecisionQuery(
                        StatedPlan.withFailover(),
                        world.get(BackupQuery.class),
                        world.get(RunQuery.class),
                        world.get(RunHistory.class),
                        world.predictions(),
                        beans.getBeanProvider(StandbyOutlook.class))
                .card(world.incidents.query().find(id).orElseThrow());
    }

    @Test
    void an_older_backup_is_one_from_before_the_time_that_the_isolation_was_told() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aBackup(Duration.ofMinutes(10), 100, true);
        long clean = world.aBackup(Duration.ofMinutes(70), 100, true);
        world.aBackup(Duration.ofMinutes(190), 200, true);
        RunId isolation = world.aRun("SUCCEEDED", id, "{}", List.of("SUCCEEDED", "SUCCEEDED"), 1, 1);
        Instant since = IncidentWorld.NOON.minus(Duration.ofMinutes(60));
        parameters(isolation, "{\"suspected-since\": \"" + since + "\"}");

        assertThat(way(world.card(id), "older"))
                .returns(Optional.of(new Launch("restore-database", Optional.of(clean))), Way::launch)
                .satisfies(it ->
                        assertThat(it.advice()).endsWith("suspected since " + since + ": taken from before that"));

        parameters(isolation, "{\"suspected-since\": \"unknown\"}");
        assertThat(way(world.card(id), "older").advice()).doesNotContain("suspected since");
    }

    private void parameters(RunId run, String json) {
        world.insert("update run set parameters = ?::jsonb where id = ? returning id", json, run.value());
    }

    @Test
    void what_cannot_run_now_says_why() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aBackup(Duration.ofMinutes(10), 100, false);

        DecisionCard card = world.card(id);

        assertThat(way(card, "promote"))
                .returns(List.of("the plan in force has no procedure fail-over-database"), Way::cannot)
                .returns(new Pending<>("this console has not seen both servers yet"), it -> it.loss(IncidentWorld.NOON))
                .returns(Optional.empty(), Way::launch);
        assertThat(way(card, "newest").cannot()).containsExactly("no backup was proved yet");
        assertThat(way(card, "newest").loss(IncidentWorld.NOON))
                .isEqualTo(new NotApplicable<>("there is no such backup"));
        assertThat(way(card, "older").cannot()).containsExactly("there is no older good backup");
    }

    @Test
    void a_target_that_another_run_holds_cannot_be_taken() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aBackup(Duration.ofMinutes(10), 100, true);
        var running = world.aRun("RUNNING", id, "{}", List.of("RUNNING", "PENDING"), 1, 0);

        assertThat(way(world.card(id), "newest").cannot())
                .containsExactly("run " + running + " (Restore the database) holds bdc");
    }

    @Test
    void an_incident_that_is_over_offers_nothing() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.aBackup(Duration.ofMinutes(10), 100, true);
        world.incidents.incidents().cancel(id, "False alarm", IncidentWorld.COMMANDER);

        assertThat(world.card(id).ways())
                .allSatisfy(it -> assertThat(it.cannot()).contains("the incident is no longer open"))
                .allSatisfy(it -> assertThat(it.launch()).isEmpty());
    }

    private static Way way(DecisionCard card, String key) {
        return card.ways().stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Measure<Estimate> takes(int minutes) {
        return new Measured<>(new Estimate(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes)));
    }
}
