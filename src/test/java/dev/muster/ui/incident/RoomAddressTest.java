package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.incident.IncidentQuery.Sort;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomAddressTest {

    @Test
    void what_a_room_shows_survives_its_address() {
        RoomAddress address =
                new RoomAddress(SideTab.RUNS, true, new StoryFilter("NOTE", "bob", "recovery", "a & b <c>", true));

        assertThat(RoomAddress.of(parameters(address.location(new IncidentId(4)))))
                .isEqualTo(address);
        assertThat(address.location(new IncidentId(4)).getPath()).isEqualTo("incidents/4");
    }

    @Test
    void nonsense_in_an_address_asks_for_nothing() {
        assertThat(RoomAddress.of(QueryParameters.simple(
                        Map.of("tab", "<script>", "kind", "nonsense", "view", "day", "text", "x".repeat(10_000)))))
                .isEqualTo(new RoomAddress(SideTab.TIMELINE, false, StoryFilter.ALL));
    }

    @Test
    void what_the_list_shows_survives_its_address() {
        Search search = new Search(Filter.OPEN, null, 2, true, "disk & more", Sort.SEVERITY, true);

        assertThat(IncidentsAddress.of(parameters(IncidentsAddress.location(search))))
                .isEqualTo(search);
        assertThat(IncidentsAddress.of(QueryParameters.simple(
                        Map.of("show", "?", "severity", "9", "sort", "x", "kind", "y", "text", "x".repeat(10_000)))))
                .isEqualTo(Search.ALL);
    }

    @Test
    void a_line_that_comes_is_shown_only_where_it_was_asked_for() {
        TimelineEntry line = new TimelineEntry(
                7,
                Instant.EPOCH,
                Instant.EPOCH,
                TimelineKind.NOTE,
                "bob",
                "Bob",
                "Disk is full",
                null,
                null,
                null,
                null,
                null,
                false);

        assertThat(StoryFilter.ALL.lets(line)).isTrue();
        assertThat(new StoryFilter("NOTE", "bob", "", "DISK", false).lets(line)).isTrue();
        assertThat(new StoryFilter("RUN", "", "", "", false).lets(line)).isFalse();
        assertThat(new StoryFilter("", "eve", "", "", false).lets(line)).isFalse();
        assertThat(new StoryFilter("", "", "", "tape", false).lets(line)).isFalse();
        assertThat(new StoryFilter("", "", "", "", true).lets(line)).isFalse();
    }

    private static QueryParameters parameters(Location location) {
        return location.getQueryParameters();
    }
}
