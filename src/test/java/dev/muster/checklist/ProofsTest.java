package dev.muster.checklist;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.BackupsChanged;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.TimelineEntry;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunMoved;
import dev.muster.recovery.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofsTest {

    /** Proved by a run of restore-database. */
    private static final String RESTORED = "Validation item 1";

    /** Proved by a backup of bdc that was restored and compared. */
    private static final String PROVED = "Validation item 2";

    private final IncidentWorld world = new IncidentWorld();
    private IncidentId id;

    @BeforeEach
    void declare() {
        id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(10));
        // The link from an item to its run needs the run's row.
        world.execute(
                "insert into run (procedure_key, title, target, state, plan_version_id, launched_by, launched_name,"
                        + " launched_role, launched_from, launched_at) select 'restore-database', 'Restore', 'bdc',"
                        + " 'SUCCEEDED', id, 'jane', 'Jane', 'COMMANDER', 'here', now() from plan_version");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_item_ticks_itself_with_the_run_that_proves_it() {
        run(RunState.SUCCEEDED);

        Item item = world.item(id, RESTORED);
        assertThat(item.done()).isTrue();
        assertThat(item.evidence())
                .isEqualTo(new Evidence("run 1 (Restore the database) succeeded", NOON.plusSeconds(600), 1L));
        assertThat(item.changedName()).isEqualTo("Muster");
        TimelineEntry line = world.room(id).timeline().getFirst();
        assertThat(line.text()).isEqualTo("Proved Validation item 1: run 1 (Restore the database) succeeded");
        assertThat(line.runId()).isEqualTo(1);
        assertThat(world.audit.facts.getLast().action()).isEqualTo("prove-item");
        assertThat(world.room(id).incident().firstResponseAt()).isNull();
    }

    @Test
    void a_run_of_another_incident_or_one_that_failed_proves_nothing() {
        IncidentId other = world.aDeclaredIncident();
        run(RunState.FAILED);
        world.runs().add(1, RunState.SUCCEEDED, other, 1, world.clock.instant(), Map.of());
        publish(new RunMoved(new RunId(1)));

        assertThat(world.item(id, RESTORED).done()).isFalse();
        assertThat(world.item(other, RESTORED).done()).isTrue();
    }

    @Test
    void a_proof_that_is_taken_back_opens_the_item_again() {
        run(RunState.SUCCEEDED);
        run(RunState.QUEUED);

        assertThat(world.item(id, RESTORED).state()).isEqualTo(ItemState.OPEN);
        assertThat(world.item(id, RESTORED).evidence()).isNull();
        assertThat(world.room(id).timeline().getFirst().text())
                .isEqualTo("No longer proves Validation item 1: run 1 (Restore the database) succeeded");
    }

    @Test
    void a_backup_proves_it_when_it_was_restored_since_the_declaration() {
        world.backups.add(7, "bdc", NOON.minusSeconds(1), 1L);
        publish(new BackupsChanged());
        assertThat(world.item(id, PROVED).done()).isFalse();

        world.backups.add(8, "bdc", NOON.plusSeconds(300), 1L);
        publish(new BackupsChanged());

        assertThat(world.item(id, PROVED).done()).isTrue();
        assertThat(Objects.requireNonNull(world.item(id, PROVED).evidence()).text())
                .isEqualTo("backup 8 was restored and compared");
    }

    @Test
    void without_its_proof_nobody_ticks_it_but_with_a_reason_that_is_kept() {
        Item item = world.item(id, RESTORED);
        assertThatThrownBy(() -> world.checklist().tick(item.id(), 0, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage("\"Validation item 1\" ticks itself when a run of \"Restore the database\" has succeeded in"
                        + " this incident. To tick it all the same, give a reason.");
        assertThatThrownBy(() -> world.checklist().tickAnyway(item.id(), 0, "", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("A reason");

        world.checklist().tickAnyway(item.id(), 0, "Restored by hand", RESPONDER);

        assertThat(world.item(id, RESTORED).overrideReason()).isEqualTo("Restored by hand");
        assertThat(world.item(id, RESTORED).evidence()).isNull();
        run(RunState.QUEUED);
        assertThat(world.item(id, RESTORED).done()).isTrue();
    }

    @Test
    void who_opens_a_proved_item_is_not_overruled_by_the_same_proof() {
        run(RunState.SUCCEEDED);
        world.clock.turn(Duration.ofMinutes(1));
        world.checklist().untick(world.item(id, RESTORED).id(), 1, RESPONDER);

        publish(new RunMoved(new RunId(1)));
        assertThat(world.item(id, RESTORED).done()).isFalse();

        world.clock.turn(Duration.ofMinutes(1));
        run(RunState.SUCCEEDED);
        assertThat(world.item(id, RESTORED).done()).isTrue();
    }

    @Test
    void a_person_may_tick_it_with_the_proof_that_is_there() {
        run(RunState.SUCCEEDED);
        world.clock.turn(Duration.ofMinutes(1));
        world.checklist().untick(world.item(id, RESTORED).id(), 1, RESPONDER);

        world.checklist().tick(world.item(id, RESTORED).id(), 2, RESPONDER);

        assertThat(Objects.requireNonNull(world.item(id, RESTORED).evidence()).run())
                .isEqualTo(1);
        assertThat(world.item(id, RESTORED).changedName()).isEqualTo("Charlie Wilson");
    }

    @Test
    void what_is_not_applicable_or_of_an_ended_incident_is_left_alone() {
        IncidentId ended = world.aDeclaredIncident();
        world.incidents().cancel(ended, "False alarm", COMMANDER);
        world.runs().add(1, RunState.SUCCEEDED, ended, 1, world.clock.instant(), Map.of());
        publish(new RunMoved(new RunId(1)));
        world.checklist().setAside(world.item(id, RESTORED).id(), 0, "no", RESPONDER);
        run(RunState.SUCCEEDED);

        assertThat(world.item(ended, RESTORED).done()).isFalse();
        assertThat(world.item(id, RESTORED).state()).isEqualTo(ItemState.NOT_APPLICABLE);
    }

    private void run(RunState state) {
        world.runs().add(1, state, id, 1, world.clock.instant(), Map.of());
        publish(new RunMoved(new RunId(1)));
    }

    private void publish(Object event) {
        world.context().publishEvent(event);
    }
}
