package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.TIMELINE_ENTRY;

import org.jooq.Record;

/** Turns rows into this module's records, for every query that shows them. */
public final class JooqIncidentRows {

    private JooqIncidentRows() {}

    public static Incident incident(Record row) {
        return new Incident(
                new IncidentId(row.get(INCIDENT.ID)),
                row.get(INCIDENT.VERSION),
                row.get(INCIDENT.TITLE),
                row.get(INCIDENT.SCENARIO),
                row.get(INCIDENT.SEVERITY),
                IncidentState.valueOf(row.get(INCIDENT.STATE)),
                row.get(INCIDENT.EXERCISE),
                row.get(INCIDENT.OCCURRED_AT),
                row.get(INCIDENT.DETECTED_AT),
                row.get(INCIDENT.DECLARED_AT),
                row.get(INCIDENT.FIRST_RESPONSE_AT),
                row.get(INCIDENT.RESOLVED_AT),
                row.get(INCIDENT.COMMANDER),
                row.get(INCIDENT.COMMANDER_NAME),
                row.get(INCIDENT.PLAN_VERSION_ID));
    }

    public static TimelineEntry timelineEntry(Record row) {
        return new TimelineEntry(
                row.get(TIMELINE_ENTRY.ID),
                row.get(TIMELINE_ENTRY.HAPPENED_AT),
                row.get(TIMELINE_ENTRY.WRITTEN_AT),
                TimelineKind.valueOf(row.get(TIMELINE_ENTRY.KIND)),
                row.get(TIMELINE_ENTRY.ACTOR_NAME),
                row.get(TIMELINE_ENTRY.TEXT),
                row.get(TIMELINE_ENTRY.RUN_ID));
    }
}
