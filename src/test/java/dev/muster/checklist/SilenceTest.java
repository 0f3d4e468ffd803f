package dev.muster.checklist;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checklist.SilenceQuery.Silence;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final IncidentWorld world = new IncidentWorld();
    private IncidentId id;

    @BeforeEach
    void declare() {
        id = world.aDeclaredIncident();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_short_silence_asks_nothing() {
        world.clock.turn(Duration.ofMinutes(19));

        assertThat(silences().longest(id)).isEmpty();
    }

    @Test
    void a_silence_that_lasts_is_asked_about() {
        world.clock.turn(Duration.ofMinutes(20));

        assertThat(silences().longest(id)).contains(new Silence(NOON, at(20), "Assessment", true));
    }

    @Test
    void the_longest_of_several_is_asked_about_with_the_phase_that_was_worked() {
        world.clock.turn(Duration.ofMinutes(21));
        world.checklist().tick(world.item(id, "Isolation item 1").id(), 0, RESPONDER);
        world.clock.turn(Duration.ofMinutes(30));
        world.incidents().note(id, world.clock.instant(), "Back", RESPONDER);
        world.clock.turn(Duration.ofMinutes(5));

        assertThat(silences().longest(id)).contains(new Silence(at(21), at(51), "Isolation", false));
    }

    @Test
    void a_note_of_what_happened_then_answers_it() {
        world.clock.turn(Duration.ofMinutes(30));
        world.incidents().note(id, at(15), "Waited for the provider", RESPONDER);

        assertThat(silences().longest(id)).isEmpty();
    }

    @Test
    void after_the_resolution_nobody_is_asked_about_the_quiet() {
        world.clock.turn(Duration.ofMinutes(5));
        world.incidents().resolve(id, COMMANDER);
        world.clock.turn(Duration.ofHours(9));

        assertThat(silences().longest(id)).isEmpty();
        assertThat(silences().longest(new IncidentId(404))).isEmpty();
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private SilenceQuery silences() {
        return world.context().getBean(SilenceQuery.class);
    }
}
