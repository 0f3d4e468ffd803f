package dev.muster.incident;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditFact;
import dev.muster.checklist.RoomQuery;
import dev.muster.common.Refused;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;

class IncidentServiceTest {

    private final IncidentWorld world = new IncidentWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_declared_incident_has_its_25_items_its_first_line_and_its_audit_row() {
        IncidentId id = world.aDeclaredIncident();

        RoomQuery.Room room = world.room(id);
        assertThat(room.incident().state()).isEqualTo(IncidentState.DECLARED);
        assertThat(room.incident().commanderName()).isEqualTo("Jane Smith");
        assertThat(room.incident().declaredAt()).isEqualTo(NOON);
        assertThat(room.incident().firstResponseAt()).isNull();
        assertThat(room.phases()).hasSize(5).allSatisfy(it -> assertThat(it.items())
                .hasSize(5));
        assertThat(room.open()).hasSize(25);
        assertThat(room.timeline())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("SEV 1").contains("bdc_production"));
        assertThat(world.audit.facts).extracting(AuditFact::action).containsExactly("declare-incident");
        assertThat(world.changes()).contains(new IncidentChanged(id));
    }

    @Test
    void nothing_is_declared_when_its_audit_row_cannot_be_written() {
        world.audit.breaks();

        assertThatThrownBy(world::aDeclaredIncident).hasMessage("audit is broken");

        assertThat(world.query().count(IncidentQuery.Filter.ALL)).isZero();
    }

    @Test
    void only_a_commander_declares_and_a_refusal_is_audited() {
        assertThatThrownBy(() -> world.incidents().declare(world.aDeclaration(), RESPONDER))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(world.audit.facts).singleElement().satisfies(it -> assertThat(it.result())
                .isEqualTo("refused: needs COMMANDER"));
    }

    @Test
    void a_viewer_may_neither_write_nor_resolve_nor_cancel() {
        IncidentId id = world.aDeclaredIncident();

        assertThatThrownBy(() -> world.incidents().note(id, NOON, "hello", VIEWER))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> world.incidents().resolve(id, VIEWER)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> world.incidents().cancel(id, "no", VIEWER)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> world.incidents().close(id, RESPONDER)).isInstanceOf(AccessDeniedException.class);
        assertThat(world.room(id).timeline()).hasSize(1);
    }

    @Test
    void a_title_is_trimmed_and_kept_as_it_is_otherwise() {
        IncidentId id = world.incidents().declare(titled("  <b>Größe</b> & '42'  "), COMMANDER);

        assertThat(world.room(id).incident().title()).isEqualTo("<b>Größe</b> & '42'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two\nlines", "bell\u0007", "line\u2028separator", "nul\u0000"})
    void a_title_is_one_line_of_text(String title) {
        refused(titled(title), "The title");
    }

    @Test
    void a_title_of_ten_thousand_characters_is_refused() {
        refused(titled("x".repeat(10_000)), "this one has 10000");
    }

    @Test
    void a_title_of_200_characters_outside_the_basic_plane_is_stored_whole() {
        String title = "🔥".repeat(200);
        IncidentId id = world.incidents().declare(titled(title), COMMANDER);

        assertThat(world.room(id).incident().title()).isEqualTo(title);
    }

    @Test
    void times_must_be_in_order() {
        refused(at(null, NOON.plusSeconds(1)), "future");
        refused(at(NOON.minusSeconds(10), NOON.minusSeconds(11)), "noticed or earlier, not later");
        refused(at(NOON.plusSeconds(1), NOON), "It began just now or earlier");
        world.incidents().declare(at(NOON, NOON), COMMANDER);
        world.incidents().declare(at(null, NOON), COMMANDER);
    }

    @Test
    void scenario_and_severity_must_be_known() {
        refused(
                new Declaration("meteor", 1, "Boom", null, NOON),
                "one of the plan: database-corruption, ransomware. Given: \"meteor\"");
        refused(new Declaration("ransomware", 0, "Boom", null, NOON), "severity");
        refused(new Declaration("ransomware", 5, "Boom", null, NOON), "severity");
    }

    @Test
    void the_first_act_of_a_responder_is_the_first_response_and_later_ones_change_nothing() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(3));
        world.incidents().note(id, NOON.plusSeconds(30), "Looking at it", RESPONDER);
        world.clock.turn(Duration.ofMinutes(3));
        world.incidents().note(id, NOON.plusSeconds(200), "Still looking", RESPONDER);

        Incident incident = world.room(id).incident();
        assertThat(incident.state()).isEqualTo(IncidentState.RESPONDING);
        assertThat(incident.firstResponseAt()).isEqualTo(NOON.plus(Duration.ofMinutes(3)));
        assertThat(world.audit.facts).extracting(AuditFact::action).containsOnlyOnce("begin-response");
    }

    @Test
    void a_note_keeps_when_it_happened_and_when_it_was_written() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(5));

        world.incidents().note(id, NOON.plusSeconds(60), " Called the provider ", RESPONDER);

        assertThat(world.room(id).timeline())
                .filteredOn(it -> it.kind() == TimelineKind.NOTE)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.text()).isEqualTo("Called the provider");
                    assertThat(it.happenedAt()).isEqualTo(NOON.plusSeconds(60));
                    assertThat(it.writtenAt()).isEqualTo(NOON.plusSeconds(300));
                });
        assertThatThrownBy(() -> world.incidents().note(id, NOON.plusSeconds(301), "Later", RESPONDER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> world.incidents().note(id, NOON, "x".repeat(4001), RESPONDER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void it_is_resolved_then_closed_and_then_nothing_more_is_written() {
        IncidentId id = world.aDeclaredIncident();
        world.incidents().note(id, NOON, "Looking at it", RESPONDER);
        world.clock.turn(Duration.ofMinutes(40));

        world.incidents().resolve(id, COMMANDER);

        assertThat(world.room(id).incident().resolvedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(40)));
        assertThatThrownBy(() -> world.incidents().resolve(id, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is RESOLVED");
        assertThatThrownBy(() -> world.incidents().cancel(id, "no", COMMANDER)).isInstanceOf(Refused.class);
        world.incidents().note(id, NOON, "Afterthought", RESPONDER);
        world.waiveAll(id);
        world.incidents().close(id, COMMANDER);
        assertThat(world.room(id).incident().closedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(40)));
        assertThatThrownBy(() -> world.incidents().note(id, NOON, "Too late", RESPONDER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void resolving_what_nobody_touched_is_its_first_response() {
        IncidentId id = world.aDeclaredIncident();

        world.incidents().resolve(id, COMMANDER);

        Incident incident = world.room(id).incident();
        assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.firstResponseAt()).isEqualTo(NOON);
    }

    @Test
    void it_is_cancelled_with_a_reason() {
        IncidentId id = world.aDeclaredIncident();
        assertThatThrownBy(() -> world.incidents().cancel(id, "  ", COMMANDER)).isInstanceOf(Refused.class);

        world.incidents().cancel(id, "False alarm", COMMANDER);

        assertThat(world.room(id).incident().state()).isEqualTo(IncidentState.CANCELLED);
        assertThat(world.room(id).timeline().getFirst().text()).isEqualTo("Cancelled: False alarm");
        assertThat(world.query().count(IncidentQuery.Filter.OPEN)).isZero();
        assertThat(world.query().list(IncidentQuery.Filter.ENDED, 0, 10)).hasSize(1);
    }

    @Test
    void an_unknown_incident_is_refused() {
        assertThatThrownBy(() -> world.incidents().resolve(new IncidentId(404), COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessage("There is no INC-404.");
    }

    private void refused(Declaration declaration, String why) {
        assertThatThrownBy(() -> world.incidents().declare(declaration, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(why);
        assertThat(world.query().count(IncidentQuery.Filter.ALL)).isZero();
    }

    private static Declaration titled(String title) {
        return new Declaration("ransomware", 2, title, null, NOON);
    }

    private static Declaration at(@Nullable Instant occurred, Instant detected) {
        return new Declaration("ransomware", 2, "Title", occurred, detected);
    }
}
