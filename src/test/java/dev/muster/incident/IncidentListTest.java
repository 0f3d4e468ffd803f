package dev.muster.incident;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.incident.IncidentQuery.Sort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentListTest {

    private final IncidentWorld world = new IncidentWorld();
    private IncidentId first;
    private IncidentId second;
    private IncidentId third;

    @BeforeEach
    void three() {
        first = declared("Disk broke", 3, false);
        second = declared("apples 100% gone", 1, true);
        third = declared("Zebra_stripes", 2, false);
        world.incidents().resolve(first, COMMANDER);
        world.incidents().cancel(third, "False alarm", COMMANDER);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void they_are_filtered_by_state_severity_and_exercise() {
        assertThat(found(new Search(Filter.ALL, IncidentState.RESOLVED, null, null, "", Sort.DECLARED, false)))
                .containsExactly(first);
        assertThat(found(new Search(Filter.ALL, null, 1, null, "", Sort.DECLARED, false)))
                .containsExactly(second);
        assertThat(found(new Search(Filter.ALL, null, null, true, "", Sort.DECLARED, false)))
                .containsExactly(second);
        assertThat(found(new Search(Filter.ALL, null, null, false, "", Sort.DECLARED, false)))
                .containsExactly(third, first);
        assertThat(found(new Search(Filter.OPEN, null, null, null, "", Sort.DECLARED, false)))
                .containsExactly(second);
        assertThat(found(new Search(Filter.ENDED, null, 1, null, "", Sort.DECLARED, false)))
                .isEmpty();
    }

    @Test
    void text_is_found_as_it_stands_in_any_case_and_signs_are_no_wildcards() {
        assertThat(found(text("DISK"))).containsExactly(first);
        assertThat(found(text("100%"))).containsExactly(second);
        assertThat(found(text("_"))).containsExactly(third);
        assertThat(found(text("%"))).containsExactly(second);
        assertThat(found(text("ransom"))).containsExactly(third, second, first);
        assertThat(found(text("inc-" + second.value()))).containsExactly(second);
        assertThat(found(text("99999999999999999999"))).isEmpty();
        assertThat(found(text("' or 1=1 --"))).isEmpty();
    }

    @Test
    void they_are_sorted_both_ways_and_paged() {
        assertThat(found(sorted(Sort.SEVERITY, true))).containsExactly(second, third, first);
        assertThat(found(sorted(Sort.TITLE, true))).containsExactly(second, first, third);
        assertThat(found(sorted(Sort.STATE, true))).containsExactly(second, first, third);
        assertThat(found(sorted(Sort.STATE, false))).containsExactly(third, first, second);
        assertThat(found(sorted(Sort.RESOLVED, false))).startsWith(first);
        assertThat(found(Search.ALL)).containsExactly(third, second, first);
        assertThat(world.query().list(Search.ALL, 1, 1))
                .extracting(Incident::id)
                .containsExactly(second);
        assertThat(world.query().count(Search.ALL)).isEqualTo(3);
    }

    private List<IncidentId> found(Search search) {
        List<IncidentId> ids =
                world.query().list(search, 0, 50).stream().map(Incident::id).toList();
        assertThat(world.query().count(search)).isEqualTo(ids.size());
        return ids;
    }

    private static Search text(String text) {
        return new Search(Filter.ALL, null, null, null, text, Sort.DECLARED, false);
    }

    private static Search sorted(Sort sort, boolean ascending) {
        return new Search(Filter.ALL, null, null, null, "", sort, ascending);
    }

    private IncidentId declared(String title, int severity, boolean exercise) {
        world.clock.turn(Duration.ofMinutes(1));
        return world.incidents()
                .declare(
                        new Declaration(
                                "ransomware", severity, title, null, world.clock.instant(), List.of(), exercise),
                        COMMANDER);
    }
}
