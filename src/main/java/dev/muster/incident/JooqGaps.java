package dev.muster.incident;

import static dev.muster.db.Tables.TIMELINE_ENTRY;

import dev.muster.incident.TimelineQuery.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Finds the silence between the lines of a story. */
final class JooqGaps {

    private JooqGaps() {}

    static List<Gap> find(DSLContext database, IncidentId incident, Instant from, Instant to, Duration atLeast) {
        List<Gap> gaps = new ArrayList<>();
        Instant last = from;
        @Nullable String phase = null;
        var moments = database.select(TIMELINE_ENTRY.HAPPENED_AT, TIMELINE_ENTRY.PHASE_KEY)
                .from(TIMELINE_ENTRY)
                .where(TIMELINE_ENTRY.INCIDENT_ID.eq(incident.value()), TIMELINE_ENTRY.HAPPENED_AT.le(to))
                .orderBy(TIMELINE_ENTRY.HAPPENED_AT, TIMELINE_ENTRY.ID)
                .fetch();
        for (var moment : moments) {
            if (moment.value1().isAfter(last)) {
                add(gaps, new Gap(last, moment.value1(), phase), atLeast);
                last = moment.value1();
            }
            phase = moment.value2() == null ? phase : moment.value2();
        }
        add(gaps, new Gap(last, to, phase), atLeast);
        return gaps;
    }

    private static void add(List<Gap> gaps, Gap gap, Duration atLeast) {
        if (gap.length().compareTo(atLeast) >= 0) {
            gaps.add(gap);
        }
    }
}
