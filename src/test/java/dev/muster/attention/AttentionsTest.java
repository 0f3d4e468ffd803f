package dev.muster.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.attention.Attention.Holds;
import dev.muster.attention.Attention.Kind;
import dev.muster.checklist.NewItem;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.objective.ObjectiveWorld;
import dev.muster.recovery.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;

class AttentionsTest {

    private final ObjectiveWorld world = new ObjectiveWorld(Heard.class);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_order_is_by_what_the_delay_costs() {
        List<Attention> inOrder = List.of(
                waits("the critical recovery of the worse incident", Holds.RECOVERY, true, 1, false, 0),
                waits("waits longer", Holds.RECOVERY, true, 2, false, 10),
                waits("waits shorter", Holds.RECOVERY, true, 2, false, 5),
                waits("not critical", Holds.RECOVERY, false, 1, false, 60),
                waits("people wait", Holds.PEOPLE, true, 1, false, 60),
                waits("a time has passed", Holds.PLAN, false, 1, false, 60),
                waits("of no incident", Holds.PLAN, false, 0, false, 60),
                waits("an exercise, however urgent", Holds.RECOVERY, true, 1, true, 60));
        List<Attention> mixed = new java.util.ArrayList<>(inOrder);
        Collections.shuffle(mixed, new java.util.Random(7));

        assertThat(mixed.stream().sorted(Attention.MOST_COSTLY_FIRST)).containsExactlyElementsOf(inOrder);
    }

    @Test
    void a_run_that_asks_comes_before_items_whose_time_has_passed() {
        IncidentId id = world.incidents.aDeclaredIncident();
        RunId asks = world.aRun("PAUSED", id, "{}", List.of("SUCCEEDED", "NEEDS_DECISION"), 10, 1);
        world.incidents.clock.turn(Duration.ofMinutes(61));

        List<Attention> all = world.get(Attentions.class).all();

        assertThat(all).hasSize(6);
        assertThat(all.getFirst())
                .returns(Kind.DECISION, Attention::kind)
                .returns("Run " + asks + ", Restore the database, asks: no space left", Attention::text)
                .returns("runs/" + asks, Attention::link)
                .returns(IncidentWorld.NOON, Attention::since);
        assertThat(all.subList(1, 6)).allSatisfy(it -> assertThat(it)
                .returns(Kind.OVERDUE_ITEM, Attention::kind)
                .returns(IncidentWorld.NOON.plus(Duration.ofHours(1)), Attention::since));
        assertThat(world.get(Attentions.class).of(id)).isEqualTo(all);
        assertThat(world.get(Attentions.class).of(new IncidentId(404))).isEmpty();
    }

    @Test
    void items_of_waived_phases_wait_for_nobody_and_others_from_their_own_due_time() {
        IncidentId id = world.incidents.aDeclaredIncident();
        Instant due = IncidentWorld.NOON.plus(Duration.ofMinutes(20));
        world.incidents
                .phases()
                .add(id, new NewItem("isolation", "Call the insurer", null, due), IncidentWorld.RESPONDER);
        world.incidents.phases().waive(id, "assessment", "Known from the drill", IncidentWorld.COMMANDER);
        world.incidents.clock.turn(Duration.ofMinutes(61));

        assertThat(world.get(Attentions.class).all())
                .singleElement()
                .returns("Overdue: Call the insurer (Isolation)", Attention::text)
                .returns(due, Attention::since);
    }

    @Test
    void done_items_and_incidents_that_are_over_wait_for_nobody() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.incidents.clock.turn(Duration.ofMinutes(61));
        var first = world.incidents.room(id).phases().getFirst().items().getFirst();
        world.incidents.checklist().tick(first.id(), first.version(), IncidentWorld.RESPONDER);
        assertThat(world.get(Attentions.class).all()).hasSize(4);

        world.incidents.incidents().resolve(id, IncidentWorld.COMMANDER);

        assertThat(world.get(Attentions.class).all()).isEmpty();
    }

    @Test
    void a_failed_run_waits_until_somebody_tries_again() {
        IncidentId id = world.incidents.aDeclaredIncident();
        RunId failed = world.aRun("FAILED", id, "{}", List.of("SUCCEEDED", "FAILED"), 5, 1);
        assertThat(world.get(Attentions.class).all())
                .singleElement()
                .returns(Kind.FAILED_RUN, Attention::kind)
                .returns("runs/" + failed, Attention::link)
                .returns(Holds.RECOVERY, Attention::holds);

        world.aRun("RUNNING", id, "{}", List.of("RUNNING", "PENDING"), 1, 0);

        assertThat(world.get(Attentions.class).all()).isEmpty();
    }

    @Test
    void screens_are_told_when_a_time_has_passed_and_only_then() {
        world.incidents.aDeclaredIncident();
        AttentionWatch watch = world.get(AttentionWatch.class);
        watch.look();
        int before = world.get(Heard.class).all.size();

        world.incidents.clock.turn(Duration.ofMinutes(59));
        watch.look();
        assertThat(world.get(Heard.class).all).hasSize(before);
        world.incidents.clock.turn(Duration.ofMinutes(2));
        watch.look();
        watch.look();

        assertThat(world.get(Heard.class).all).hasSize(before + 1);
    }

    private static Attention waits(
            String text, Holds holds, boolean critical, int severity, boolean exercise, int minutes) {
        return new Attention(
                Kind.DECISION,
                text,
                "Decide",
                "runs/1",
                Instant.EPOCH.minus(Duration.ofMinutes(minutes)),
                holds,
                critical,
                severity == 0
                        ? Optional.empty()
                        : Optional.of(new Attention.Of(new IncidentId(severity), severity, exercise)));
    }

    static class Heard {

        final List<AttentionChanged> all = new CopyOnWriteArrayList<>();

        @EventListener
        void on(AttentionChanged changed) {
            all.add(changed);
        }
    }
}
