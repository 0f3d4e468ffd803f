package dev.muster.incident;

import static dev.muster.incident.IncidentWorld.NOON;
import static dev.muster.incident.IncidentWorld.OTHER_RESPONDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import dev.muster.incident.TimelineQuery.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class TimelineTest {

    private final IncidentWorld world = new IncidentWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_correction_stands_beside_the_line_that_it_corrects() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(10));
        long wrong = note(id, NOON.plusSeconds(300), "Called the wrong provider");

        world.timeline().correct(wrong, NOON.plusSeconds(240), " Called the provider ", OTHER_RESPONDER);

        TimelineEntry original = line(id, "Called the wrong provider");
        TimelineEntry correction = line(id, "Called the provider");
        assertThat(original.id()).isEqualTo(wrong);
        assertThat(original.happenedAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(original.correctedBy()).isEqualTo(correction.id());
        assertThat(correction.corrects()).isEqualTo(wrong);
        assertThat(correction.happenedAt()).isEqualTo(NOON.plusSeconds(240));
        assertThat(correction.writtenAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(correction.actorName()).isEqualTo("Eve Davis");
        assertThat(world.audit.facts.getLast().before()).isEqualTo("Called the wrong provider");
    }

    @Test
    void what_was_corrected_is_not_corrected_twice_but_the_correction_may_be() {
        IncidentId id = world.aDeclaredIncident();
        long wrong = note(id, NOON, "One");
        world.timeline().correct(wrong, NOON, "Two", OTHER_RESPONDER);

        assertThatThrownBy(() -> world.timeline().correct(wrong, NOON, "Three", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Eve Davis corrected this at 2026-11-22T12:00:00Z");
        world.timeline().correct(line(id, "Two").id(), NOON, "Three", RESPONDER);
        assertThat(line(id, "Three").corrects()).isEqualTo(line(id, "Two").id());
    }

    @Test
    void only_hand_written_lines_are_corrected_and_never_into_the_future() {
        IncidentId id = world.aDeclaredIncident();
        long declared = world.room(id).timeline().getLast().id();
        long hand = note(id, NOON, "By hand");

        assertThatThrownBy(() -> world.timeline().correct(declared, NOON, "It was not me", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Write a note beside it");
        assertThatThrownBy(() -> world.timeline().correct(hand, NOON.plusSeconds(1), "Later", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not in the future");
        assertThatThrownBy(() -> world.timeline().correct(-1, NOON, "What", RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage("There is no timeline entry -1.");
        assertThatThrownBy(() -> world.timeline().correct(hand, NOON, "What", VIEWER))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_line_is_pinned_once_and_let_go() {
        IncidentId id = world.aDeclaredIncident();
        long line = note(id, NOON, "Remember this");
        Filter pinned = new Filter(Set.of(), null, "", null, true);

        world.timeline().pin(line, RESPONDER);
        world.timeline().pin(line, OTHER_RESPONDER);

        assertThat(texts(world.story().page(id, pinned, null, 10))).containsExactly("Remember this");
        assertThat(line(id, "Remember this").pinned()).isTrue();
        assertThat(world.audit.facts)
                .filteredOn(it -> it.action().equals("pin-line"))
                .hasSize(1);
        world.timeline().unpin(line, OTHER_RESPONDER);
        assertThat(world.story().page(id, pinned, null, 10)).isEmpty();
        assertThatThrownBy(() -> world.timeline().pin(line, VIEWER)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void lines_are_filtered_by_kind_person_text_and_phase() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(1));
        note(id, world.clock.instant(), "50% of <b>users</b> see it");
        world.clock.turn(Duration.ofMinutes(1));
        world.checklist().tick(world.item(id, "Isolation item 1").id(), 0, OTHER_RESPONDER);
        world.clock.turn(Duration.ofMinutes(1));
        note(id, world.clock.instant(), "Going on");

        assertThat(texts(found(id, new Filter(Set.of(TimelineKind.NOTE), null, "", null, false))))
                .containsExactly("Going on", "50% of <b>users</b> see it");
        assertThat(texts(found(id, new Filter(Set.of(), "eve", "", null, false))))
                .containsExactly("Ticked Isolation item 1");
        assertThat(texts(found(id, new Filter(Set.of(), null, "0% OF <B>", null, false))))
                .containsExactly("50% of <b>users</b> see it");
        assertThat(texts(found(id, new Filter(Set.of(), null, "", "isolation", false))))
                .containsExactly("Going on", "Ticked Isolation item 1");
        assertThat(found(id, new Filter(Set.of(), null, "", "recovery", false))).isEmpty();
        assertThat(world.story().writers(id))
                .extracting(TimelineQuery.Writer::name)
                .contains("Eve Davis");
    }

    @Test
    void ten_thousand_lines_are_paged_without_a_gap_and_the_first_page_comes_at_once() {
        IncidentId id = world.aDeclaredIncident();
        world.execute("insert into timeline_entry (incident_id, happened_at, written_at, kind, actor, actor_name, text)"
                + " select " + id.value() + ", timestamptz '2026-11-22 12:00Z' + (n / 3) * interval '1 second', now(),"
                + " case when n % 4 = 0 then 'NOTE' else 'SERVICE' end, 'p' || n % 7, 'Person', 'Line number ' || n"
                + " from generate_series(1, 10000) n");
        world.execute("analyze timeline_entry");
        List<Long> ids = new ArrayList<>();
        TimelineQuery.@Nullable Key key = null;
        world.story().page(id, Filter.ALL, null, 50);
        long begin = System.nanoTime();
        List<TimelineEntry> page = world.story().page(id, Filter.ALL, null, 50);
        Duration first = Duration.ofNanos(System.nanoTime() - begin);
        while (!page.isEmpty()) {
            page.forEach(it -> ids.add(it.id()));
            key = TimelineQuery.Key.of(page.getLast());
            page = world.story().page(id, Filter.ALL, key, 50);
        }
        String plan = world.context()
                .getBean(DSLContext.class)
                .fetch("explain (analyze, timing off) select * from timeline_entry where incident_id = " + id.value()
                        + " order by happened_at desc, id desc limit 50")
                .format();

        System.out.println("first page of 10,001 lines: " + first.toMillis() + " ms\n" + plan);
        assertThat(ids).hasSize(10_001).doesNotHaveDuplicates();
        assertThat(plan).contains("timeline_entry_incident").doesNotContain("Seq Scan");
        assertThat(texts(world.story().page(id, new Filter(Set.of(), null, "number 10000", null, false), null, 50)))
                .containsExactly("Line number 10000");
    }

    @Test
    void whoever_goes_on_from_the_last_number_misses_no_line_of_many_writers() throws Exception {
        IncidentId id = world.aDeclaredIncident();
        AtomicBoolean over = new AtomicBoolean();
        List<Long> seen = new ArrayList<>();
        long first = world.story().lastId(id);
        try (var threads = Executors.newFixedThreadPool(5)) {
            var reader = threads.submit(() -> {
                long last = first;
                boolean again = true;
                while (again) {
                    again = !over.get();
                    for (TimelineEntry entry : world.story().after(id, Filter.ALL, last, 1000)) {
                        seen.add(entry.id());
                        last = entry.id();
                    }
                }
                return last;
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        world.incidents().note(id, NOON, "Line", RESPONDER);
                    }
                }));
            }
            for (var writer : writers) {
                writer.get();
            }
            over.set(true);
            reader.get();
        }
        long declared = world.story().page(id, Filter.ALL, null, 1000).stream()
                .min(Comparator.comparingLong(TimelineEntry::id))
                .orElseThrow()
                .id();
        // 160 notes and the first response.
        assertThat(seen).hasSize(161).doesNotHaveDuplicates().isSorted().allMatch(it -> it > declared);
    }

    private long note(IncidentId id, Instant at, String text) {
        world.incidents().note(id, at, text, RESPONDER);
        return line(id, text).id();
    }

    private List<TimelineEntry> found(IncidentId id, Filter filter) {
        return world.story().page(id, filter, null, 100);
    }

    private TimelineEntry line(IncidentId id, String text) {
        return world.story().page(id, Filter.ALL, null, 1000).stream()
                .filter(it -> it.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(List<TimelineEntry> entries) {
        return entries.stream().map(TimelineEntry::text).toList();
    }
}
