package dev.muster.incident;

import static dev.muster.db.Tables.INCIDENT;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
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
                List.of(row.get(INCIDENT.SERVICES)),
                row.get(INCIDENT.OCCURRED_AT),
                row.get(INCIDENT.DETECTED_AT),
                row.get(INCIDENT.DECLARED_AT),
                row.get(INCIDENT.FIRST_RESPONSE_AT),
                row.get(INCIDENT.RESOLVED_AT),
                row.get(INCIDENT.CLOSED_AT),
                row.get(INCIDENT.CANCEL_REASON),
                row.get(INCIDENT.COMMANDER),
                row.get(INCIDENT.COMMANDER_NAME),
                row.get(INCIDENT.PLAN_VERSION_ID));
    }

    /** The text stands in it as it was typed, in any case of letters. */
    static Condition contains(Field<String> field, String text) {
        return field.containsIgnoreCase(text);
    }
}
