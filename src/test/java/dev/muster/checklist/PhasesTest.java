package dev.muster.checklist;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.common.Refused;
import dev.muster.incident.FieldProblem;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.InvalidInput;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhasesTest {

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
    void an_item_is_added_for_this_incident_only() {
        IncidentId other = world.aDeclaredIncident();
        long item = world.phases()
                .add(id, new NewItem("recovery", " Call the bank ", "database-admin", NOON.plusSeconds(60)), RESPONDER);

        Item added = world.item(id, "Call the bank");
        assertThat(added.id()).isEqualTo(item);
        assertThat(added.added()).isTrue();
        assertThat(added.ownerRole()).isEqualTo("database-admin");
        assertThat(added.dueAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(world.room(id).phases().get(2).items()).hasSize(6).last().isEqualTo(added);
        assertThat(world.room(other).open()).hasSize(25);
        world.phases().add(id, new NewItem("recovery", "Another", null, null), RESPONDER);
        assertThat(world.item(id, "Another").dueAt()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        world.checklist().tick(item, 0, RESPONDER);
    }

    @Test
    void all_that_is_wrong_in_an_added_item_is_told_at_once() {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> world.phases()
                .add(id, new NewItem("lunch", "", "cook", NOON.minusSeconds(1)), RESPONDER));

        assertThat(invalid.problems())
                .extracting(FieldProblem::field)
                .containsExactly("phase", "title", "ownerRole", "dueAt");
        assertThat(invalid).hasMessageContaining("assessment, isolation, recovery, validation, post-recovery");
    }

    @Test
    void the_phase_of_the_work_and_the_phase_of_the_clock_are_two_things() {
        assertThat(world.room(id).phaseOfWork().orElseThrow().key()).isEqualTo("assessment");
        assertThat(world.room(id)
                        .phaseByClock(NOON.plus(Duration.ofMinutes(150)))
                        .orElseThrow()
                        .key())
                .isEqualTo("recovery");
        assertThat(world.room(id).phaseByClock(NOON.plus(Duration.ofHours(5)))).isEmpty();
        assertThat(world.room(id).phaseByClock(NOON.minusSeconds(1))).isEmpty();
        finish(0);
        assertThat(world.room(id).phaseOfWork().orElseThrow().key()).isEqualTo("isolation");
    }

    @Test
    void progress_counts_what_is_settled() {
        world.checklist().setAside(world.item(id, "Assessment item 1").id(), 0, "no", RESPONDER);
        world.checklist().tick(world.item(id, "Assessment item 2").id(), 0, RESPONDER);

        assertThat(world.room(id).phases().getFirst().done()).isEqualTo(2);
        assertThat(world.room(id).open()).hasSize(23);
        assertThat(world.room(id).phases().getFirst().complete()).isFalse();
    }

    @Test
    void a_waived_phase_is_complete_with_its_reason_until_it_is_taken_up() {
        world.phases().waive(id, "assessment", "A rehearsal of the rest", COMMANDER);

        RoomQuery.Room room = world.room(id);
        assertThat(room.phases().getFirst().complete()).isTrue();
        assertThat(room.phases().getFirst().waiver())
                .isEqualTo(new Waiver("assessment", "A rehearsal of the rest", "Jane Smith", NOON));
        assertThat(room.phaseOfWork().orElseThrow().key()).isEqualTo("isolation");
        assertThat(room.open()).hasSize(20);
        assertThat(room.timeline())
                .extracting(TimelineEntry::text)
                .contains("Waived phase Assessment: A rehearsal of the rest");
        assertThatThrownBy(() -> world.phases().waive(id, "assessment", "again", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Jane Smith waived this phase at 2026-11-22T12:00:00Z");
        world.phases().takeUp(id, "assessment", COMMANDER);
        assertThat(world.room(id).open()).hasSize(25);
        assertThatThrownBy(() -> world.phases().takeUp(id, "assessment", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not waived");
    }

    @Test
    void unknown_phases_and_incidents_have_a_clear_answer() {
        assertThatThrownBy(() -> world.phases().waive(id, "lunch", "hungry", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("It knows assessment, isolation");
        assertThatThrownBy(() -> world.phases().waive(new IncidentId(404), "recovery", "why", COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessage("There is no INC-404.");
        assertThatThrownBy(() -> world.itemService().take(404, 0, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage("There is no checklist item 404.");
    }

    private void finish(int phase) {
        for (Item item : world.room(id).phases().get(phase).items()) {
            world.checklist().tick(item.id(), item.version(), RESPONDER);
        }
    }
}
