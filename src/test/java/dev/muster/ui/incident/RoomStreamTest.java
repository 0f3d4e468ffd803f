package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import dev.muster.checklist.Item;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.security.AccountChanged;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes to the browsers over their streams, and what the server leaves to them. */
class RoomStreamTest extends RoomTest {

    private static final String RESTORE = "Restore from backups";
    private static final int MANY = 40;

    @Test
    void a_tick_is_told_alone_and_at_once_in_one_text_for_all_who_may_do_the_same() {
        IncidentId id = world.aDeclaredIncident();
        firstResponse(id);
        HeardStream charlie = listening(room(IncidentWorld.RESPONDER, id));
        HeardStream eve = listening(room(IncidentWorld.OTHER_RESPONDER, id));
        HeardStream vera = listening(room(IncidentWorld.VIEWER, id));

        world.checklist().tick(item(id).id(), 0, IncidentWorld.RESPONDER);

        until(() -> !eve.heard.isEmpty() && !vera.heard.isEmpty() && !charlie.heard.isEmpty());
        JsonNode news = eve.heard.getFirst();
        assertThat(news.get("whole").booleanValue()).isFalse();
        // and the items that waited for it
        assertThat(news.get("items")).hasSizeBetween(1, 5);
        assertThat(restore(news).get("done").booleanValue()).isTrue();
        assertThat(restore(news).get("who").stringValue()).isEqualTo("Charlie Wilson");
        assertThat(news.get("phases")).hasSize(1);
        assertThat(news.get("lines")).hasSize(1);
        assertThat(news.get("lines").get(0).get("text").stringValue()).contains(RESTORE);
        assertThat(charlie.heard.getFirst()).isEqualTo(news);
        assertThat(restore(news).get("locked").booleanValue()).isFalse();
        assertThat(restore(vera.heard.getFirst()).get("locked").booleanValue()).isTrue();
    }

    @Test
    void what_happened_between_the_page_and_its_stream_is_told_when_it_begins() {
        IncidentId id = world.aDeclaredIncident();
        firstResponse(id);
        BrowserlessUIContext window = room(IncidentWorld.RESPONDER, id);
        Room page = window.find(Room.class).single();
        world.context().getBean(dev.muster.ui.shell.LiveUpdates.class).destroy(); // the page hears of nothing
        world.checklist().tick(item(id).id(), 0, IncidentWorld.OTHER_RESPONDER);
        world.context().getBean(RoomFeed.class).current(id);

        HeardStream stream = new HeardStream();
        streams().opened(page.stream().ticket(), stream.session, false);

        assertThat(stream.heard).hasSize(1);
        assertThat(restore(stream.heard.getFirst()).get("done").booleanValue()).isTrue();
        assertThat(stream.heard.getFirst().get("items")).hasSizeBetween(1, 5);
    }

    @Test
    void whoever_lost_the_stream_is_told_how_all_stands() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext window = room(IncidentWorld.RESPONDER, id);
        HeardStream before = listening(window);
        String ticket = window.find(Room.class).single().stream().ticket();
        streams().closed(ticket, before.session);
        world.checklist().tick(item(id).id(), 0, IncidentWorld.OTHER_RESPONDER);
        until(() -> world.context()
                .getBean(RoomFeed.class)
                .current(id)
                .flatMap(it -> it.item(item(id).id()))
                .filter(Item::done)
                .isPresent());

        HeardStream after = new HeardStream();
        streams().opened(ticket, after.session, true);

        JsonNode news = after.heard.getFirst();
        assertThat(news.get("whole").booleanValue()).isTrue();
        assertThat(news.get("items")).hasSize(25);
        assertThat(news.get("marks").has("pinned")).isTrue();
        assertThat(before.heard).isEmpty();
    }

    @Test
    void while_a_stream_stands_the_server_states_no_rows_and_does_so_again_when_it_is_lost() {
        IncidentId id = world.aDeclaredIncident();
        firstResponse(id);
        BrowserlessUIContext window = room(IncidentWorld.RESPONDER, id);
        HeardStream stream = listening(window);

        world.checklist().tick(item(id).id(), 0, IncidentWorld.OTHER_RESPONDER);
        until(() -> !stream.heard.isEmpty());
        world.context().getBean(RoomFeed.class).fresh(id);
        world.context().publishEvent(new RoomRead(id));
        window.activate();
        window.roundTrip();
        assertThat(row(window, RESTORE).facts().done()).isFalse();

        streams().closed(window.find(Room.class).single().stream().ticket(), stream.session);
        window.activate();
        until(() -> {
            window.roundTrip();
            return row(window, RESTORE).facts().done();
        });
    }

    @Test
    void a_slow_browser_holds_up_nobody_and_is_told_how_all_stands_in_the_end() {
        IncidentId id = world.aDeclaredIncident();
        firstResponse(id);
        HeardStream slow = listening(room(IncidentWorld.RESPONDER, id));
        HeardStream quick = listening(room(IncidentWorld.OTHER_RESPONDER, id));
        slow.stop();

        for (int note = 0; note < MANY; note++) {
            world.incidents().note(id, world.clock.instant(), "note " + note, IncidentWorld.RESPONDER);
            world.context().getBean(RoomFeed.class).current(id);
        }
        until(() -> texts(quick).contains("note " + (MANY - 1)));
        assertThat(slow.heard).hasSize(1);

        slow.goOn();
        until(() -> texts(slow).contains("note " + (MANY - 1)));
        assertThat(slow.heard.getLast().get("whole").booleanValue()).isTrue();
        assertThat(slow.heard).hasSizeLessThan(MANY / 2 + 3);
    }

    @Test
    void a_pin_of_a_line_that_nobody_was_sent_for_long_is_told() {
        IncidentId id = world.aDeclaredIncident();
        world.incidents().note(id, world.clock.instant().minusSeconds(60), "the disk is full", IncidentWorld.RESPONDER);
        long old = world.room(id).timeline().stream()
                .filter(it -> it.text().equals("the disk is full"))
                .findFirst()
                .orElseThrow()
                .id();
        for (int note = 0; note < 101; note++) {
            world.incidents().note(id, world.clock.instant(), "note " + note, IncidentWorld.RESPONDER);
        }
        HeardStream eve = listening(room(IncidentWorld.OTHER_RESPONDER, id));

        world.timeline().pin(old, IncidentWorld.RESPONDER);
        until(() -> !eve.heard.isEmpty());
        JsonNode news = eve.heard.getFirst();
        assertThat(news.get("marks").get("pinned").get(0).longValue()).isEqualTo(old);
        assertThat(news.has("lines")).isFalse();
        assertThat(news.has("items")).isFalse();
    }

    @Test
    void a_ticket_is_good_for_its_person_and_as_long_as_its_page() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext window = room(IncidentWorld.RESPONDER, id);
        HeardStream stream = listening(window);
        String ticket = window.find(Room.class).single().stream().ticket();

        assertThat(streams().admits(ticket, IncidentWorld.RESPONDER.login())).isTrue();
        assertThat(streams().admits(ticket, IncidentWorld.OTHER_RESPONDER.login()))
                .isFalse();
        assertThat(streams().admits("room-0", IncidentWorld.RESPONDER.login())).isFalse();

        window.activate();
        window.navigate("incidents", IncidentsView.class);
        assertThat(streams().admits(ticket, IncidentWorld.RESPONDER.login())).isFalse();
        until(() -> !stream.open());

        HeardStream late = new HeardStream();
        streams().opened(ticket, late.session, false);
        until(() -> !late.open());
    }

    @Test
    void whose_role_was_taken_away_hears_nothing_more() {
        IncidentId id = world.aDeclaredIncident();
        firstResponse(id);
        HeardStream charlie = listening(room(IncidentWorld.RESPONDER, id));
        HeardStream eve = listening(room(IncidentWorld.OTHER_RESPONDER, id));

        world.context().publishEvent(new AccountChanged(IncidentWorld.RESPONDER.login()));
        world.checklist().tick(item(id).id(), 0, IncidentWorld.OTHER_RESPONDER);

        until(() -> !eve.heard.isEmpty());
        until(() -> !charlie.open());
        assertThat(charlie.heard).isEmpty();
    }

    /** So that the incident itself does not move with the first tick, which is told to everybody in full. */
    private void firstResponse(IncidentId id) {
        world.incidents().note(id, world.clock.instant(), "on it", IncidentWorld.RESPONDER);
    }

    private HeardStream listening(BrowserlessUIContext window) {
        HeardStream stream = new HeardStream();
        streams().opened(window.find(Room.class).single().stream().ticket(), stream.session, false);
        return stream;
    }

    private static JsonNode restore(JsonNode news) {
        return news.get("items")
                .valueStream()
                .filter(it -> it.get("title").stringValue().equals(RESTORE))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(HeardStream stream) {
        return stream.heard.stream()
                .filter(it -> it.has("lines"))
                .flatMap(it -> it.get("lines").valueStream())
                .map(it -> it.get("text").stringValue())
                .toList();
    }

    private RoomStreams streams() {
        return world.context().getBean(RoomStreams.class);
    }

    private Item item(IncidentId id) {
        return world.item(id, RESTORE);
    }
}
