package dev.muster.checklist;

import static dev.muster.db.Tables.CHECKLIST_ITEM;
import static dev.muster.db.Tables.ITEM_EVENT;
import static dev.muster.db.Tables.ITEM_LINK;

import dev.muster.incident.IncidentId;
import dev.muster.plan.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Turns rows into this module's records, for every query that shows them. */
final class JooqItemRows {

    private static final Field<List<Item.Link>> LINKS = DSL.multiset(
                    DSL.select(ITEM_LINK.ID, ITEM_LINK.TITLE, ITEM_LINK.URL)
                            .from(ITEM_LINK)
                            .where(ITEM_LINK.ITEM_ID.eq(CHECKLIST_ITEM.ID))
                            .orderBy(ITEM_LINK.ID))
            .as("links")
            .convertFrom(rows -> rows.map(it -> new Item.Link(it.value1(), it.value2(), it.value3())));

    /** All that {@link #item} reads. */
    static final List<Field<?>> FIELDS = fields();

    private JooqItemRows() {}

    private static List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>(List.of(CHECKLIST_ITEM.fields()));
        fields.add(LINKS);
        return List.copyOf(fields);
    }

    static Item item(Record row) {
        return new Item(
                row.get(CHECKLIST_ITEM.ID),
                new IncidentId(row.get(CHECKLIST_ITEM.INCIDENT_ID)),
                row.get(CHECKLIST_ITEM.ITEM_KEY),
                row.get(CHECKLIST_ITEM.PHASE_KEY),
                row.get(CHECKLIST_ITEM.TITLE),
                row.get(CHECKLIST_ITEM.OWNER_ROLE),
                row.get(CHECKLIST_ITEM.PROCEDURE_KEY),
                ItemState.valueOf(row.get(CHECKLIST_ITEM.STATE)),
                row.get(CHECKLIST_ITEM.REASON),
                row.get(CHECKLIST_ITEM.PERSON),
                row.get(CHECKLIST_ITEM.PERSON_NAME),
                row.get(CHECKLIST_ITEM.DUE_AT),
                row.get(CHECKLIST_ITEM.NOTE),
                row.get(CHECKLIST_ITEM.NOTE_VERSION),
                row.get(LINKS),
                List.of(row.get(CHECKLIST_ITEM.NEEDS)),
                Optional.ofNullable(row.get(CHECKLIST_ITEM.PROOF_KIND))
                        .map(it -> new Proof(Proof.Kind.valueOf(it), row.get(CHECKLIST_ITEM.PROOF_SUBJECT))),
                evidence(row),
                row.get(CHECKLIST_ITEM.OVERRIDE_REASON),
                row.get(CHECKLIST_ITEM.ADDED),
                row.get(CHECKLIST_ITEM.CHANGED_BY),
                row.get(CHECKLIST_ITEM.CHANGED_NAME),
                row.get(CHECKLIST_ITEM.CHANGED_AT),
                row.get(CHECKLIST_ITEM.VERSION));
    }

    private static @Nullable Evidence evidence(Record row) {
        String text = row.get(CHECKLIST_ITEM.EVIDENCE);
        return text == null
                ? null
                : new Evidence(text, row.get(CHECKLIST_ITEM.EVIDENCE_AT), row.get(CHECKLIST_ITEM.EVIDENCE_RUN));
    }

    static ItemEvent event(Record row) {
        return new ItemEvent(
                row.get(ITEM_EVENT.ITEM_ID),
                row.get(ITEM_EVENT.AT),
                row.get(ITEM_EVENT.ACTOR),
                row.get(ITEM_EVENT.ACTOR_NAME),
                ItemAct.valueOf(row.get(ITEM_EVENT.ACT)),
                ItemState.valueOf(row.get(ITEM_EVENT.FROM_STATE)),
                ItemState.valueOf(row.get(ITEM_EVENT.TO_STATE)),
                row.get(ITEM_EVENT.TEXT));
    }
}
