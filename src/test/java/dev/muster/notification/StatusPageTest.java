package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.checklist.Evidence;
import dev.muster.checklist.Item;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** An item that waits for the status page ticks itself when somebody says that the page was updated. */
class StatusPageTest {

    private static final String ITEM = "Isolation item 2";
    private static final MessageWorld world = MessageWorld.still();
    private final IncidentId incident = bound();

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void the_word_of_who_updated_it_ticks_the_item_and_is_its_evidence() {
        Item before = item(incident);
        assertThatThrownBy(() -> world.incidents.checklist().tick(before.id(), before.version(), RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("\"Status page\" tells of this incident");

        page().updated(incident, "status-page", " We are restoring ", RESPONDER);

        Item now = item(incident);
        assertThat(now.done()).isTrue();
        Evidence evidence = Objects.requireNonNull(now.evidence());
        assertThat(evidence.text()).isEqualTo("Charlie Wilson updated it: We are restoring");
        assertThat(world.incidents.room(incident).timeline())
                .extracting(TimelineEntry::text)
                .contains("Updated Status page: We are restoring");
        assertThat(page().last(incident, "status-page"))
                .get()
                .extracting(StatusPageUpdate::name)
                .isEqualTo("Charlie Wilson");
    }

    @Test
    void an_update_told_in_another_incident_proves_nothing_here() {
        IncidentId other = bound();
        page().updated(other, "status-page", "We are restoring", RESPONDER);
        assertThat(item(incident).done()).isFalse();
    }

    @Test
    void what_is_no_update_is_refused() {
        assertThatThrownBy(() -> page().updated(incident, "status-page", "x", VIEWER))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> page().updated(incident, "primary", "x", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no status page \"primary\"");
        assertThatThrownBy(() -> page().updated(incident, "status-page", " ", RESPONDER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> page().updated(incident, "status-page", "x".repeat(10_000), RESPONDER))
                .isInstanceOf(Refused.class);
        world.incidents.incidents().cancel(incident, "a false alarm", COMMANDER);
        assertThatThrownBy(() -> page().updated(incident, "status-page", "x", RESPONDER))
                .isInstanceOf(Refused.class);
    }

    private IncidentId bound() {
        IncidentId id = world.incidents.aDeclaredIncident();
        world.incidents.execute(
                "update checklist_item set proof_kind = 'STATUS_PAGE_UPDATED', proof_subject = 'status-page'"
                        + " where title = '" + ITEM + "'");
        return id;
    }

    private static Item item(IncidentId id) {
        return world.incidents.item(id, ITEM);
    }

    private static StatusPage page() {
        return world.incidents.context().getBean(StatusPage.class);
    }
}
