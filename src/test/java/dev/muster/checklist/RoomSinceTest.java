package dev.muster.checklist;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is put together from the changes is what is read as a whole. */
class RoomSinceTest {

    private final IncidentWorld world = new IncidentWorld();
    private IncidentId id;
    private RoomQuery.Room seen;

    @BeforeEach
    void declare() {
        id = world.aDeclaredIncident();
        seen = world.room(id);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothing_changed_is_nothing_new() {
        assertThat(since()).isEqualTo(seen);
    }

    @Test
    void the_acts_on_items_are_followed_one_by_one() {
        Item first = seen.open().getFirst();
        world.checklist().tick(first.id(), first.version(), RESPONDER);
        follows();
        world.clock.turn(Duration.ofSeconds(3));
        world.checklist().untick(first.id(), item(first).version(), RESPONDER);
        follows();
        world.checklist().block(first.id(), item(first).version(), "the key is missing", RESPONDER);
        follows();
        world.itemService().take(first.id(), item(first).version(), RESPONDER);
        follows();
        world.itemService().note(first.id(), item(first).noteVersion(), "looked at it", RESPONDER);
        follows();
        world.itemService().link(first.id(), "Wiki", "https://wiki.example/page", RESPONDER);
        follows();
        world.itemService().unlink(item(first).links().getFirst().id(), RESPONDER);
        follows();
    }

    @Test
    void several_acts_at_once_are_followed() {
        Item first = seen.open().getFirst();
        Item second = seen.open().get(1);
        world.checklist().start(first.id(), first.version(), RESPONDER);
        world.checklist().start(second.id(), second.version(), RESPONDER);
        world.incidents().note(id, world.clock.instant(), "both at once", RESPONDER);
        follows();
    }

    @Test
    void what_is_more_than_an_item_is_read_as_a_whole() {
        world.phases().add(id, new NewItem("recovery", "Call the bank", null, null), RESPONDER);
        follows();
        world.phases().waive(id, "isolation", "nothing to isolate", COMMANDER);
        follows();
        world.incidents().resolve(id, COMMANDER);
        follows();
    }

    @Test
    void pins_and_corrections_of_lines_that_nobody_sees_any_more_are_told() {
        world.incidents().note(id, world.clock.instant().minusSeconds(60), "the disk is full", RESPONDER);
        TimelineEntry old = world.room(id).timeline().stream()
                .filter(it -> it.text().equals("the disk is full"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < RoomQuery.LINES + 5; i++) {
            world.incidents().note(id, world.clock.instant(), "line " + i, RESPONDER);
        }
        seen = world.room(id);
        assertThat(seen.timeline()).doesNotContain(old);

        world.timeline().pin(old.id(), RESPONDER);
        follows();
        assertThat(seen.marks().pinned()).containsExactly(old.id());
        world.timeline().correct(old.id(), world.clock.instant(), "it was the memory", RESPONDER);
        follows();
        assertThat(seen.marks().corrected()).containsExactly(old.id());
        world.timeline().unpin(old.id(), RESPONDER);
        follows();
        assertThat(seen.marks().pinned()).isEmpty();
    }

    @Test
    void a_line_in_sight_shows_its_pin_and_its_correction() {
        world.incidents().note(id, world.clock.instant(), "the disk is full", RESPONDER);
        follows();
        long line = seen.timeline().stream()
                .filter(it -> it.text().equals("the disk is full"))
                .findFirst()
                .orElseThrow()
                .id();
        world.timeline().pin(line, RESPONDER);
        follows();
        world.timeline().correct(line, world.clock.instant(), "it was the memory", RESPONDER);
        follows();
    }

    @Test
    void a_line_written_late_is_told_once() {
        for (int i = 0; i < RoomQuery.LINES + 5; i++) {
            world.incidents().note(id, world.clock.instant(), "line " + i, RESPONDER);
        }
        world.incidents().note(id, world.clock.instant().minusSeconds(600), "long ago", RESPONDER);
        follows();
        assertThat(seen.timeline()).extracting(TimelineEntry::text).doesNotContain("long ago");
        follows();
    }

    private void follows() {
        RoomQuery.Room now = since();
        assertThat(now).isEqualTo(world.room(id));
        seen = now;
    }

    private RoomQuery.Room since() {
        return world.context().getBean(RoomQuery.class).since(seen).orElseThrow();
    }

    private Item item(Item of) {
        return world.item(id, of.title());
    }
}
