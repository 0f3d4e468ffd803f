package dev.muster.checklist;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.OTHER_RESPONDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.audit.AuditFact;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.TimelineQuery;
import dev.muster.security.Actor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class ChecklistServiceTest {

    private final IncidentWorld world = new IncidentWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_tick_has_name_and_time_in_the_item_the_timeline_and_the_audit_log() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(2));

        world.checklist().tick(restore(id).id(), 0, RESPONDER);

        Item item = restore(id);
        assertThat(item.done()).isTrue();
        assertThat(item.changedName()).isEqualTo("Charlie Wilson");
        assertThat(item.changedAt()).isEqualTo(IncidentWorld.NOON.plusSeconds(120));
        assertThat(item.procedure()).isEqualTo("restore-database");
        assertThat(world.room(id).incident().state()).isEqualTo(IncidentState.RESPONDING);
        assertThat(world.room(id).timeline())
                .filteredOn(it -> it.kind() == TimelineKind.ITEM)
                .singleElement()
                .satisfies(it -> assertThat(it.text()).isEqualTo("Ticked Restore from backups"));
        assertThat(world.audit.facts)
                .contains(new AuditFact(
                        "tick-item", "item", Long.toString(item.id()), "OPEN", "DONE: Restore from backups", "done"));
    }

    @Test
    void a_tick_can_be_taken_back() {
        IncidentId id = world.aDeclaredIncident();
        world.checklist().tick(restore(id).id(), 0, RESPONDER);

        world.checklist().untick(restore(id).id(), 1, OTHER_RESPONDER);

        assertThat(restore(id).done()).isFalse();
        assertThat(restore(id).changedName()).isEqualTo("Eve Davis");
    }

    @Test
    void the_second_on_an_item_is_told_who_and_when() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofSeconds(49 * 60 + 7));
        world.checklist().tick(restore(id).id(), 0, RESPONDER);
        world.clock.turn(Duration.ofSeconds(5));

        ItemMoved moved = catchThrowableOfType(
                ItemMoved.class, () -> world.checklist().tick(restore(id).id(), 0, OTHER_RESPONDER));

        assertThat(moved).hasMessage("Charlie Wilson ticked this at 12:49:07 UTC");
        assertThat(moved.messageIn(ZoneId.of("Europe/Berlin"))).isEqualTo("Charlie Wilson ticked this at 13:49:07");
        assertThat(restore(id).changedName()).isEqualTo("Charlie Wilson");
        assertThat(world.audit.facts.getLast().result()).startsWith("refused: Charlie Wilson ticked this");
    }

    @Test
    void of_two_in_the_same_moment_exactly_one_wins_a_hundred_times() throws Exception {
        IncidentId id = world.aDeclaredIncident();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 100; round++) {
                Item item = restore(id);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<Boolean>> both = List.of(
                        threads.submit(move(item, start, RESPONDER)),
                        threads.submit(move(item, start, OTHER_RESPONDER)));
                assertThat(both.get(0).get()).isNotEqualTo(both.get(1).get());
                assertThat(restore(id).version()).isEqualTo(item.version() + 1);
            }
        }
        assertThat(world.story().page(id, TimelineQuery.Filter.ALL, null, 1000))
                .filteredOn(it -> it.kind() == TimelineKind.ITEM)
                .hasSize(100);
    }

    private Callable<Boolean> move(Item item, CyclicBarrier start, Actor actor) {
        return () -> {
            start.await();
            try {
                if (item.done()) {
                    world.checklist().untick(item.id(), item.version(), actor);
                } else {
                    world.checklist().tick(item.id(), item.version(), actor);
                }
                return true;
            } catch (ItemMoved e) {
                return false;
            }
        };
    }

    @Test
    void a_viewer_is_refused() {
        IncidentId id = world.aDeclaredIncident();

        assertThatThrownBy(() -> world.checklist().tick(restore(id).id(), 0, VIEWER))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(restore(id).done()).isFalse();
    }

    @Test
    void an_item_that_was_never_ticked_cannot_be_unticked_and_an_unknown_one_is_refused() {
        IncidentId id = world.aDeclaredIncident();

        assertThatThrownBy(() -> world.checklist().untick(restore(id).id(), 0, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not ticked");
        assertThatThrownBy(() -> world.checklist().tick(-1, 0, RESPONDER)).isInstanceOf(Refused.class);
    }

    @Test
    void the_last_phase_is_worked_after_the_resolution_but_not_after_the_end() {
        IncidentId id = world.aDeclaredIncident();
        world.incidents().resolve(id, COMMANDER);
        world.checklist().tick(world.item(id, "Post-recovery item 1").id(), 0, RESPONDER);
        world.waiveAll(id);
        world.incidents().close(id, COMMANDER);

        assertThatThrownBy(() -> world.checklist()
                        .tick(world.item(id, "Post-recovery item 2").id(), 0, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("closed");
    }

    private Item restore(IncidentId id) {
        return world.item(id, "Restore from backups");
    }
}
