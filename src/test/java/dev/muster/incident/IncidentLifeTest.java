package dev.muster.incident;

import static dev.muster.incident.IncidentState.CLOSED;
import static dev.muster.incident.IncidentState.DECLARED;
import static dev.muster.incident.IncidentState.RESOLVED;
import static dev.muster.incident.IncidentState.RESPONDING;
import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.muster.audit.AuditFact;
import dev.muster.common.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.AccessDeniedException;

class IncidentLifeTest {

    private final IncidentWorld world = new IncidentWorld(LateModule.class);

    /** A module above with a condition of its own. */
    static class LateModule {

        @Bean
        Review review() {
            return new Review();
        }
    }

    static final class Review implements ClosingCondition {

        volatile List<String> open = List.of();

        @Override
        public List<String> hindrances(Incident incident) {
            return open;
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatever_hinders_the_closing_is_told_at_once_and_refuses_it() {
        IncidentId id = anIncidentOfUnknownBeginning();
        world.incidents().resolve(id, COMMANDER);
        world.context().getBean(Review.class).open = List.of("Review the broken glass.");

        List<String> hindrances = world.incidents().whatHindersClosing(id);

        assertThat(hindrances)
                .hasSize(7)
                .contains("Review the broken glass.", "Enter when it occurred, or declare that nobody knows.")
                .anySatisfy(it -> assertThat(it)
                        .startsWith("Finish the phase Recovery or waive it; still open: \"Recovery item 1\", "
                                + "\"Restore from backups\""));
        assertThatThrownBy(() -> world.incidents().close(id, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContainingAll(hindrances.toArray(String[]::new));
        assertThat(state(id)).isEqualTo(RESOLVED);
    }

    @Test
    void it_is_closed_when_nothing_hinders_any_more() {
        IncidentId id = anIncidentOfUnknownBeginning();
        world.incidents().resolve(id, COMMANDER);
        world.waiveAll(id);
        figures().unknown(id, Figure.OCCURRED, "The logs are gone", COMMANDER);

        assertThat(world.incidents().whatHindersClosing(id)).isEmpty();
        world.incidents().close(id, COMMANDER);

        assertThat(state(id)).isEqualTo(CLOSED);
        assertThat(world.query().unknownFigures(id))
                .singleElement()
                .isEqualTo(new UnknownFigure(Figure.OCCURRED, "The logs are gone", "Jane Smith", NOON));
    }

    @Test
    void reopening_keeps_the_history() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(30));
        world.incidents().resolve(id, COMMANDER);
        world.waiveAll(id);
        world.incidents().close(id, COMMANDER);
        world.clock.turn(Duration.ofMinutes(5));

        world.incidents().reopen(id, "It is down again", COMMANDER);

        Incident incident = world.query().find(id).orElseThrow();
        assertThat(incident.state()).isEqualTo(RESPONDING);
        assertThat(incident.resolvedAt()).isNull();
        assertThat(incident.closedAt()).isNull();
        assertThat(incident.firstResponseAt()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
        assertThat(world.query().moves(id))
                .extracting(IncidentMove::from, IncidentMove::to, IncidentMove::reason)
                .containsExactly(
                        tuple(null, DECLARED, null),
                        tuple(DECLARED, RESPONDING, null),
                        tuple(RESPONDING, RESOLVED, null),
                        tuple(RESOLVED, CLOSED, null),
                        tuple(CLOSED, RESPONDING, "It is down again"));
        assertThat(world.room(id).timeline())
                .extracting(TimelineEntry::text)
                .contains("Resolved", "Closed", "Reopened: It is down again");
        world.incidents().resolve(id, COMMANDER);
        assertThat(world.query().find(id).orElseThrow().resolvedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(35)));
    }

    @Test
    void only_what_ended_is_reopened_and_a_cancelled_one_never() {
        IncidentId open = world.aDeclaredIncident();
        IncidentId cancelled = world.aDeclaredIncident();
        world.incidents().cancel(cancelled, "False alarm", COMMANDER);

        assertThat(world.query().find(cancelled).orElseThrow().cancelReason()).isEqualTo("False alarm");
        assertThatThrownBy(() -> world.incidents().reopen(open, "why", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("DECLARED");
        assertThatThrownBy(() -> world.incidents().reopen(cancelled, "why", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("declare a new incident");
        assertThatThrownBy(() -> world.incidents().reopen(cancelled, " ", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("A reason");
    }

    @Test
    void the_moves_of_an_incident_cannot_be_rewritten_by_the_console() {
        IncidentId id = world.aDeclaredIncident();
        var database = world.context().getBean(org.jooq.DSLContext.class);

        assertThatThrownBy(() -> database.execute("update incident_move set to_state = 'CLOSED'"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> database.execute("delete from item_event"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(world.query().moves(id)).hasSize(1);
    }

    @Test
    void when_it_occurred_may_be_entered_later_but_never_after_it_was_detected() {
        IncidentId id = anIncidentOfUnknownBeginning();
        world.clock.turn(Duration.ofMinutes(10));

        assertThatThrownBy(() -> figures().occurred(id, NOON.plusSeconds(1), COMMANDER))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("It began when it was noticed or earlier, not later.");
        assertThatThrownBy(() -> figures().occurred(id, NOON.plusSeconds(601), COMMANDER))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not in the future");
        figures().occurred(id, NOON.minusSeconds(60), COMMANDER);

        assertThat(world.query().find(id).orElseThrow().occurredAt()).isEqualTo(NOON.minusSeconds(60));
        assertThat(world.audit.facts)
                .contains(new AuditFact(
                        "enter-occurred", "incident", id.toString(), null, "2026-11-22T11:59:00Z", "done"));
        assertThatThrownBy(() -> figures().unknown(id, Figure.OCCURRED, "no logs", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("It is known");
    }

    @Test
    void figures_are_the_commanders_and_an_unknown_one_is_said_once() {
        IncidentId id = anIncidentOfUnknownBeginning();
        assertThatThrownBy(() -> figures().occurred(id, NOON, RESPONDER)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> figures().unknown(id, Figure.DATA_LOSS, "?", RESPONDER))
                .isInstanceOf(AccessDeniedException.class);

        figures().unknown(id, Figure.DATA_LOSS, "No counts", COMMANDER);

        assertThatThrownBy(() -> figures().unknown(id, Figure.DATA_LOSS, "No counts", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
    }

    @Test
    void a_note_and_the_closing_in_the_same_moment_never_cross() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                IncidentId id = world.aDeclaredIncident();
                world.incidents().resolve(id, COMMANDER);
                world.waiveAll(id);
                CyclicBarrier start = new CyclicBarrier(2);
                var note =
                        threads.submit(together(start, () -> world.incidents().note(id, NOON, "Late", RESPONDER)));
                var close =
                        threads.submit(together(start, () -> world.incidents().close(id, COMMANDER)));
                boolean written = note.get();
                assertThat(close.get()).isTrue();

                List<TimelineEntry> lines = world.story().after(id, TimelineQuery.Filter.ALL, 0, 100);
                assertThat(lines.getLast().text()).isEqualTo("Closed");
                assertThat(lines.stream().anyMatch(it -> it.text().equals("Late")))
                        .isEqualTo(written);
            }
        }
    }

    private static Callable<Boolean> together(CyclicBarrier start, Runnable act) {
        return () -> {
            start.await();
            try {
                act.run();
                return true;
            } catch (Refused e) {
                return false;
            }
        };
    }

    private KnownFigures figures() {
        return world.context().getBean(KnownFigures.class);
    }

    private IncidentState state(IncidentId id) {
        return world.query().find(id).orElseThrow().state();
    }

    private IncidentId anIncidentOfUnknownBeginning() {
        return world.incidents().declare(new Declaration("ransomware", 2, "Title", null, NOON), COMMANDER);
    }
}
