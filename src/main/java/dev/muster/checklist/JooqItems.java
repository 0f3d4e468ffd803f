package dev.muster.checklist;

import static dev.muster.db.Tables.CHECKLIST_ITEM;

import dev.muster.db.tables.records.ChecklistItemRecord;
import dev.muster.incident.IncidentId;
import dev.muster.plan.Phase;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqItems implements Items {

    private final DSLContext database;

    JooqItems(DSLContext database) {
        this.database = database;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void addAll(IncidentId incident, List<Phase> phases) {
        List<ChecklistItemRecord> rows = new ArrayList<>();
        int phasePosition = 0;
        for (Phase phase : phases) {
            phasePosition++;
            int position = 0;
            for (Phase.Item item : phase.items()) {
                position++;
                rows.add(row(incident, phase, phasePosition, item, position));
            }
        }
        database.batchInsert(rows).execute();
    }

    private static ChecklistItemRecord row(
            IncidentId incident, Phase phase, int phasePosition, Phase.Item item, int position) {
        ChecklistItemRecord row = new ChecklistItemRecord();
        row.setIncidentId(incident.value());
        row.setPhaseKey(phase.key());
        row.setPhaseTitle(phase.title());
        row.setPhasePosition(phasePosition);
        row.setWindowFromS(Math.toIntExact(phase.from().toSeconds()));
        row.setWindowToS(Math.toIntExact(phase.to().toSeconds()));
        row.setItemKey(item.key());
        row.setPosition(position);
        row.setTitle(item.title());
        item.role().ifPresent(row::setOwnerRole);
        item.procedure().ifPresent(row::setProcedureKey);
        row.setState(ItemState.OPEN.name());
        return row;
    }

    @Override
    public Optional<Item> find(long id) {
        return database.selectFrom(CHECKLIST_ITEM)
                .where(CHECKLIST_ITEM.ID.eq(id))
                .fetchOptional(JooqItems::item);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean move(long id, int expectedVersion, ItemState from, ItemState to, Actor actor, Instant at) {
        return database.update(CHECKLIST_ITEM)
                        .set(CHECKLIST_ITEM.STATE, to.name())
                        .set(CHECKLIST_ITEM.CHANGED_BY, actor.login())
                        .set(CHECKLIST_ITEM.CHANGED_NAME, actor.name())
                        .set(CHECKLIST_ITEM.CHANGED_AT, at)
                        .set(CHECKLIST_ITEM.VERSION, CHECKLIST_ITEM.VERSION.plus(1))
                        .where(
                                CHECKLIST_ITEM.ID.eq(id),
                                CHECKLIST_ITEM.VERSION.eq(expectedVersion),
                                CHECKLIST_ITEM.STATE.eq(from.name()))
                        .execute()
                == 1;
    }

    static Item item(Record row) {
        return new Item(
                row.get(CHECKLIST_ITEM.ID),
                new IncidentId(row.get(CHECKLIST_ITEM.INCIDENT_ID)),
                row.get(CHECKLIST_ITEM.ITEM_KEY),
                row.get(CHECKLIST_ITEM.TITLE),
                row.get(CHECKLIST_ITEM.OWNER_ROLE),
                row.get(CHECKLIST_ITEM.PROCEDURE_KEY),
                ItemState.valueOf(row.get(CHECKLIST_ITEM.STATE)),
                row.get(CHECKLIST_ITEM.CHANGED_BY),
                row.get(CHECKLIST_ITEM.CHANGED_NAME),
                row.get(CHECKLIST_ITEM.CHANGED_AT),
                row.get(CHECKLIST_ITEM.VERSION));
    }
}
