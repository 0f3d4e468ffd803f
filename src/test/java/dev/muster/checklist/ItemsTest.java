package dev.muster.checklist;

import static dev.muster.checklist.ItemState.BLOCKED;
import static dev.muster.checklist.ItemState.DONE;
import static dev.muster.checklist.ItemState.IN_PROGRESS;
import static dev.muster.checklist.ItemState.NOT_APPLICABLE;
import static dev.muster.checklist.ItemState.OPEN;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.OTHER_RESPONDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;

class ItemsTest {

    private static final String ITEM = "Recovery item 3";

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
    void the_legal_moves_are_these_and_no_others() {
        String table = Arrays.stream(ItemState.values())
                .map(from -> "%-14s → %s"
                        .formatted(
                                from,
                                Arrays.stream(ItemState.values())
                                        .filter(from::mayBecome)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(" "))))
                .collect(Collectors.joining("\n"));

        System.out.println(table);
        assertThat(table).isEqualTo("""
                OPEN           → IN_PROGRESS DONE NOT_APPLICABLE BLOCKED
                IN_PROGRESS    → OPEN DONE NOT_APPLICABLE BLOCKED
                DONE           → OPEN
                NOT_APPLICABLE → OPEN
                BLOCKED        → OPEN IN_PROGRESS DONE NOT_APPLICABLE""");
    }

    @Test
    void an_item_is_begun_blocked_and_set_aside_with_reasons_and_every_act_stays_in_its_history() {
        world.checklist().start(item().id(), 0, RESPONDER);
        world.checklist().block(item().id(), 1, "Waiting for the disk", OTHER_RESPONDER);
        assertThat(item().state()).isEqualTo(BLOCKED);
        assertThat(item().reason()).isEqualTo("Waiting for the disk");
        world.checklist().setAside(item().id(), 2, "There is no disk", RESPONDER);
        assertThat(item().settled()).isTrue();
        world.checklist().untick(item().id(), 3, RESPONDER);
        assertThat(item().reason()).isNull();
        world.checklist().tick(item().id(), 4, RESPONDER);

        assertThat(history()).isEqualTo("""
                        Charlie Wilson STARTED OPEN→IN_PROGRESS
                        Eve Davis BLOCKED IN_PROGRESS→BLOCKED: Waiting for the disk
                        Charlie Wilson SET_ASIDE BLOCKED→NOT_APPLICABLE: There is no disk
                        Charlie Wilson OPENED NOT_APPLICABLE→OPEN
                        Charlie Wilson TICKED OPEN→DONE""");
        assertThat(world.room(id).timeline())
                .extracting(TimelineEntry::text)
                .contains("Blocked " + ITEM + ": Waiting for the disk", "Opened again " + ITEM);
        assertThat(world.room(id).timeline().getFirst().phase()).isEqualTo("recovery");
        assertThat(world.room(id).timeline().getFirst().itemId()).isEqualTo(item().id());
    }

    @Test
    void a_reason_is_asked_for_and_illegal_moves_are_refused_in_words() {
        assertThatThrownBy(() -> world.checklist().block(item().id(), 0, " ", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("A reason has 1 to 200 characters");
        assertThatThrownBy(() -> world.checklist().setAside(item().id(), 0, "x".repeat(10_000), RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("10000");
        world.checklist().tick(item().id(), 0, RESPONDER);
        assertThatThrownBy(() -> world.checklist().block(item().id(), 1, "why", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage("\"" + ITEM + "\" is done and cannot become blocked.");
        assertThat(item().state()).isEqualTo(DONE);
    }

    @Test
    void what_an_item_needs_comes_first_unless_there_is_a_reason_which_is_kept() {
        Item late = world.item(id, "Recovery item 4");

        assertThatThrownBy(() -> world.checklist().tick(late.id(), 0, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage("\"Recovery item 4\" needs \"Restore from backups\", \"Recovery item 3\" first."
                        + " To tick it all the same, give a reason.");
        world.checklist().setAside(item().id(), 0, "Nothing to do", RESPONDER);
        assertThatThrownBy(() -> world.checklist().tick(late.id(), 0, RESPONDER))
                .hasMessageContaining("needs \"Restore from backups\" first");
        world.checklist().tickAnyway(late.id(), 0, "Tested by hand", RESPONDER);

        assertThat(world.item(id, "Recovery item 4").overrideReason()).isEqualTo("Tested by hand");
        assertThatThrownBy(() -> world.checklist()
                        .tickAnyway(world.item(id, "Isolation item 1").id(), 0, "Because", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("needs no reason");
    }

    @Test
    void i_have_this_puts_it_into_my_hands() {
        world.itemService().take(item().id(), 0, RESPONDER);

        assertThat(item().person()).isEqualTo("charlie");
        assertThat(item().personName()).isEqualTo("Charlie Wilson");
        assertThat(item().state()).isEqualTo(IN_PROGRESS);
        assertThatThrownBy(() -> world.itemService().take(item().id(), 0, OTHER_RESPONDER))
                .isInstanceOf(ItemMoved.class)
                .hasMessage("Charlie Wilson took this at 12:00:00 UTC");
        world.itemService().release(item().id(), 1, RESPONDER);
        assertThat(item().person()).isNull();
        assertThatThrownBy(() -> world.itemService().release(item().id(), 2, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Nobody has");
    }

    @Test
    void an_item_is_given_to_somebody_who_has_access_and_may_tick() {
        account("eve", "Eve Davis", "RESPONDER", true);
        account("vera", "Vera Viewer", "VIEWER", true);
        account("gone", "Gone Person", "RESPONDER", false);

        world.itemService().assign(item().id(), 0, "eve", RESPONDER);

        assertThat(item().personName()).isEqualTo("Eve Davis");
        assertThat(item().state()).isEqualTo(OPEN);
        assertThatThrownBy(() -> world.itemService().assign(item().id(), 1, "vera", RESPONDER))
                .hasMessage("Vera Viewer may only look, and cannot be given an item.");
        assertThatThrownBy(() -> world.itemService().assign(item().id(), 1, "gone", RESPONDER))
                .hasMessage("\"gone\" has no account here, or not any more.");
        assertThatThrownBy(() -> world.itemService().assign(item().id(), 1, "nobody", RESPONDER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_note_is_kept_as_typed_and_its_version_is_its_own() {
        String note = "# Disk\n<script>alert(1)</script>\n- **bold**";
        world.checklist().start(item().id(), 0, RESPONDER);

        world.itemService().note(item().id(), 0, note, RESPONDER);

        assertThat(item().note()).isEqualTo(note);
        assertThat(item().version()).isEqualTo(1);
        assertThatThrownBy(() -> world.itemService().note(item().id(), 0, "Mine", OTHER_RESPONDER))
                .isInstanceOf(ItemMoved.class)
                .hasMessage("Charlie Wilson wrote the note of this at 12:00:00 UTC");
        assertThat(item().note()).isEqualTo(note);
        assertThatThrownBy(() -> world.itemService().note(item().id(), 1, "x".repeat(10_001), RESPONDER))
                .isInstanceOf(Refused.class);
        world.itemService().note(item().id(), 1, "", RESPONDER);
        assertThat(item().note()).isEmpty();
    }

    @Test
    void links_are_added_and_taken_away() {
        world.itemService().link(item().id(), "Runbook", " https://wiki.example/dr?x=1&y=2 ", RESPONDER);

        Item.Link link = item().links().getFirst();
        assertThat(link.title()).isEqualTo("Runbook");
        assertThat(link.url()).isEqualTo("https://wiki.example/dr?x=1&y=2");
        world.itemService().unlink(link.id(), OTHER_RESPONDER);
        assertThat(item().links()).isEmpty();
        assertThatThrownBy(() -> world.itemService().unlink(link.id(), RESPONDER))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "/etc/passwd",
                "https://",
                "http://a b",
                "",
                "ftp://x.y"
            })
    void a_link_leads_to_the_web(String url) {
        assertThatThrownBy(() -> world.itemService().link(item().id(), "Link", url, RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("http:// or https://");
    }

    @Test
    void due_times_come_from_the_declaration() {
        assertThat(item().dueAt()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        world.checklist().setAside(item().id(), 0, "no", RESPONDER);
        assertThat(item().state()).isEqualTo(NOT_APPLICABLE);
        assertThat(item().settled()).isTrue();
    }

    @Test
    void a_viewer_may_do_none_of_it() {
        long item = item().id();
        for (Runnable act : Arrays.<Runnable>asList(
                () -> world.checklist().start(item, 0, VIEWER),
                () -> world.checklist().block(item, 0, "why", VIEWER),
                () -> world.checklist().setAside(item, 0, "why", VIEWER),
                () -> world.checklist().tickAnyway(item, 0, "why", VIEWER),
                () -> world.itemService().take(item, 0, VIEWER),
                () -> world.itemService().assign(item, 0, "eve", VIEWER),
                () -> world.itemService().note(item, 0, "x", VIEWER),
                () -> world.itemService().link(item, "x", "https://x.y", VIEWER),
                () -> world.phases().add(id, new NewItem("recovery", "x", null, null), VIEWER),
                () -> world.phases().waive(id, "recovery", "why", RESPONDER))) {
            assertThatThrownBy(act::run).isInstanceOf(AccessDeniedException.class);
        }
        assertThat(rooms().history(item)).isEmpty();
    }

    private void account(String login, String name, String role, boolean enabled) {
        world.execute("insert into account (login, display_name, password_hash, role, enabled, created_at) values ('"
                + login + "', '" + name + "', '', '" + role + "', " + enabled + ", now())");
    }

    private RoomQuery rooms() {
        return world.context().getBean(RoomQuery.class);
    }

    private String history() {
        return rooms().history(item().id()).stream()
                .map(it -> it.actorName() + " " + it.act() + " " + it.from() + "→" + it.to()
                        + (it.text() == null ? "" : ": " + it.text()))
                .collect(Collectors.joining("\n"));
    }

    private Item item() {
        return world.item(id, ITEM);
    }
}
