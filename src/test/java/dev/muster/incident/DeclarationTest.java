package dev.muster.incident;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeclarationTest {

    private final IncidentWorld world = new IncidentWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void all_faults_are_told_at_once_each_with_field_value_and_what_is_allowed() {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> world.incidents()
                .declare(
                        new Declaration(
                                "meteor",
                                7,
                                "x".repeat(10_000),
                                NOON.plusSeconds(20),
                                NOON.plusSeconds(10),
                                List.of("bdc", "moon"),
                                false),
                        COMMANDER));

        assertThat(invalid.problems())
                .containsExactly(
                        new FieldProblem(
                                "scenario",
                                "meteor",
                                "The scenario is one of the plan: database-corruption, ransomware."),
                        new FieldProblem("severity", "7", "The severity is a number from 1 (worst) to 4."),
                        new FieldProblem(
                                "title", "x".repeat(10_000), "The title has 1 to 200 characters; this one has 10000."),
                        new FieldProblem(
                                "detectedAt",
                                "2026-11-22T12:00:10Z",
                                "It was noticed just now or earlier, not in the future."),
                        new FieldProblem(
                                "occurredAt",
                                "2026-11-22T12:00:20Z",
                                "It began just now or earlier, not in the future."),
                        new FieldProblem(
                                "services",
                                "moon",
                                "The affected services are of the plan: postgresql, bdc, reports."));
        assertThat(invalid.getMessage()).contains("Given: \"" + "x".repeat(60) + "… (10000 characters)\".");
        assertThat(invalid.getMessage().length()).isLessThan(1000);
        assertThat(world.query().count(IncidentQuery.Filter.ALL)).isZero();
    }

    @Test
    void affected_services_are_kept_once_each_in_their_order() {
        IncidentId id = world.incidents()
                .declare(
                        new Declaration(
                                "ransomware", 2, "Title", null, NOON, List.of("bdc", "postgresql", "bdc"), false),
                        COMMANDER);

        assertThat(incident(id).services()).containsExactly("bdc", "postgresql");
    }

    @Test
    void an_exercise_is_declared_the_same_way_and_says_so() {
        IncidentId id = world.incidents()
                .declare(new Declaration("ransomware", 2, "Rehearsal", null, NOON, List.of(), true), COMMANDER);

        assertThat(incident(id).exercise()).isTrue();
        assertThat(incident(world.aDeclaredIncident()).exercise()).isFalse();
        assertThat(world.room(id).timeline().getFirst().text())
                .isEqualTo("Declared exercise, SEV 2, Ransomware: Rehearsal");
        assertThat(world.room(id).open()).hasSize(25);
    }

    @Test
    void an_unknown_beginning_stays_unknown_and_is_never_a_time() {
        IncidentId id = world.incidents().declare(at(null, NOON), COMMANDER);

        assertThat(incident(id).occurredAt()).isNull();
    }

    @Test
    void html_and_scripts_are_kept_as_the_text_that_they_are() {
        String title = "<script>alert('x')</script> & <img src=x onerror=alert(1)>";
        IncidentId id = world.incidents().declare(new Declaration("ransomware", 2, title, null, NOON), COMMANDER);

        assertThat(incident(id).title()).isEqualTo(title);
        assertThat(world.room(id).timeline().getFirst().text()).endsWith(title);
    }

    @Test
    void the_night_of_the_clock_change_does_not_turn_times_around() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // 02:50 summer time comes before 02:10 winter time.
        Instant occurred = ZonedDateTime.of(2026, 10, 25, 2, 50, 0, 0, berlin)
                .withEarlierOffsetAtOverlap()
                .toInstant();
        Instant detected = ZonedDateTime.of(2026, 10, 25, 2, 10, 0, 0, berlin)
                .withLaterOffsetAtOverlap()
                .toInstant();

        IncidentId id = world.incidents().declare(at(occurred, detected), COMMANDER);

        assertThat(Duration.between(
                        Objects.requireNonNull(incident(id).occurredAt()),
                        incident(id).detectedAt()))
                .isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void a_time_of_another_zone_is_the_same_moment() {
        Instant tokyo = ZonedDateTime.of(2026, 11, 22, 20, 30, 0, 0, ZoneId.of("Asia/Tokyo"))
                .toInstant();

        IncidentId id = world.incidents().declare(at(tokyo, NOON), COMMANDER);

        assertThat(incident(id).occurredAt()).isEqualTo(NOON.minus(Duration.ofMinutes(30)));
    }

    @Test
    void every_severity_has_its_sentence() {
        for (int number = 1; number <= 4; number++) {
            Severity severity = Severity.of(number).orElseThrow();
            assertThat(severity.number()).isEqualTo(number);
            assertThat(severity.sentence()).isNotBlank();
            assertThat(severity).hasToString("SEV " + number);
        }
        assertThat(Severity.of(0)).isEmpty();
        assertThat(Severity.of(5)).isEmpty();
    }

    private Incident incident(IncidentId id) {
        return world.query().find(id).orElseThrow();
    }

    private static Declaration at(@Nullable Instant occurred, Instant detected) {
        return new Declaration("ransomware", 2, "Title", occurred, detected);
    }
}
