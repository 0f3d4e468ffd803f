package dev.muster.incident;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditFact;
import dev.muster.checklist.Item;
import dev.muster.common.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** Who goes past a proof is not hindered; but the incident is not closed before a commander has looked at it. */
class BreakGlassTest {

    private static final String BOUND = "Restore from backups";

    private final IncidentWorld world = new IncidentWorld();
    private final IncidentId id = world.aDeclaredIncident();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_override_is_kept_with_its_reason_and_hinders_the_close_until_it_is_reviewed() {
        override();
        world.waiveAll(id);
        world.incidents().resolve(id, COMMANDER);
        assertThat(world.incidents().whatHindersClosing(id))
                .contains("Review the act that went past a proof or a step.");
        assertThatThrownBy(() -> world.incidents().close(id, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("went past a proof");

        BreakGlassAct act = acts().of(id).getFirst();
        assertThat(act.actorName()).isEqualTo("Charlie Wilson");
        assertThat(act.text()).isEqualTo("Ticked by hand " + BOUND + ": compared by eye");
        assertThatThrownBy(() -> acts().review(act.id(), RESPONDER)).isInstanceOf(AccessDeniedException.class);
        acts().review(act.id(), COMMANDER);
        acts().review(act.id(), COMMANDER);

        assertThat(acts().of(id)).singleElement().returns("Jane Smith", BreakGlassAct::reviewedName);
        assertThat(world.room(id).timeline())
                .extracting(TimelineEntry::text)
                .containsOnlyOnce("Reviewed: " + act.text());
        assertThat(world.audit.facts).extracting(AuditFact::action).contains("review-break-glass");
        assertThat(world.incidents().whatHindersClosing(id)).noneMatch(it -> it.contains("went past"));
    }

    @Test
    void what_was_done_can_be_neither_changed_nor_taken_away_by_the_console() {
        override();
        assertThatThrownBy(() -> world.executeAsConsole("update break_glass_act set text = 'nothing'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> world.executeAsConsole("delete from break_glass_act"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void an_unknown_act_is_said_to_be_unknown() {
        assertThatThrownBy(() -> acts().review(404, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessage("There is no break-glass act 404.");
    }

    private void override() {
        world.execute("update checklist_item set proof_kind = 'RUN', proof_subject = 'restore-database' where title = '"
                + BOUND + "'");
        Item item = world.item(id, BOUND);
        world.checklist().tickAnyway(item.id(), item.version(), "compared by eye", RESPONDER);
    }

    private BreakGlass acts() {
        return world.context().getBean(BreakGlass.class);
    }
}
