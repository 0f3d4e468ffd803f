package dev.muster.attention;

import static dev.muster.db.Tables.CHECKLIST_ITEM;
import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.PHASE_WAIVER;

import dev.muster.attention.Attention.Holds;
import dev.muster.attention.Attention.Kind;
import dev.muster.checklist.ItemState;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentState;
import dev.muster.incident.JooqIncidentRows;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Items of open incidents whose time has passed, and those that somebody has reported as blocked. Nobody waits for the
 * items of a waived phase.
 */
@Component
@Transactional(readOnly = true)
class JooqItemAttention implements AttentionSource {

    private static final List<String> OPEN = Arrays.stream(IncidentState.values())
            .filter(IncidentState::open)
            .map(Enum::name)
            .toList();
    private final DSLContext database;

    JooqItemAttention(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Attention> waiting(Instant now) {
        return database.select(INCIDENT.fields())
                .select(CHECKLIST_ITEM.fields())
                .from(CHECKLIST_ITEM)
                .join(INCIDENT)
                .on(INCIDENT.ID.eq(CHECKLIST_ITEM.INCIDENT_ID))
                .where(INCIDENT.STATE.in(OPEN))
                .and(CHECKLIST_ITEM
                        .STATE
                        .eq(ItemState.BLOCKED.name())
                        .or(CHECKLIST_ITEM
                                .STATE
                                .in(ItemState.OPEN.name(), ItemState.IN_PROGRESS.name())
                                .and(CHECKLIST_ITEM.DUE_AT.lt(now))))
                .andNotExists(DSL.selectOne()
                        .from(PHASE_WAIVER)
                        .where(PHASE_WAIVER.INCIDENT_ID.eq(CHECKLIST_ITEM.INCIDENT_ID))
                        .and(PHASE_WAIVER.PHASE_KEY.eq(CHECKLIST_ITEM.PHASE_KEY)))
                .fetch(JooqItemAttention::attention);
    }

    private static Attention attention(Record row) {
        Incident incident = JooqIncidentRows.incident(row);
        Instant due = row.get(CHECKLIST_ITEM.DUE_AT);
        boolean blocked = row.get(CHECKLIST_ITEM.STATE).equals(ItemState.BLOCKED.name());
        return new Attention(
                blocked ? Kind.BLOCKED_ITEM : Kind.OVERDUE_ITEM,
                (blocked ? "Blocked: " : "Overdue: ") + row.get(CHECKLIST_ITEM.TITLE) + " ("
                        + row.get(CHECKLIST_ITEM.PHASE_TITLE) + ")",
                "Open the room",
                "incidents/" + incident.id().value(),
                blocked ? Objects.requireNonNullElse(row.get(CHECKLIST_ITEM.CHANGED_AT), due) : due,
                blocked ? Holds.PEOPLE : Holds.PLAN,
                // An item that launches a procedure is the recovery itself; the others are work around it.
                row.get(CHECKLIST_ITEM.PROCEDURE_KEY) != null,
                Optional.of(Attention.Of.of(incident)));
    }
}
