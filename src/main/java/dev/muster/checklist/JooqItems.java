package dev.muster.checklist;

import static dev.muster.db.Tables.CHECKLIST_ITEM;
import static dev.muster.db.Tables.INCIDENT;
import static dev.muster.db.Tables.ITEM_EVENT;
import static dev.muster.db.Tables.ITEM_LINK;

import dev.muster.db.tables.records.ChecklistItemRecord;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.plan.Phase;
import dev.muster.plan.Proof;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class JooqItems implements Items {

    private final DSLContext database;

    JooqItems(DSLContext database) {
        this.database = database;
    }

    @Override
    public void addAll(Incident incident, List<Phase> phases) {
        List<ChecklistItemRecord> rows = new ArrayList<>();
        int phasePosition = 0;
        for (Phase phase : phases) {
            phasePosition++;
            int position = 0;
            for (Phase.Item item : phase.items()) {
                position++;
                ChecklistItemRecord row = row(incident, phase, phasePosition, position, item.key(), item.title());
                item.role().ifPresent(row::setOwnerRole);
                item.procedure().ifPresent(row::setProcedureKey);
                row.setNeeds(item.needs().toArray(String[]::new));
                item.proof().ifPresent(it -> {
                    row.setProofKind(it.kind().name());
                    row.setProofSubject(it.subject());
                });
                rows.add(row);
            }
        }
        database.batchInsert(rows).execute();
    }

    @Override
    public long add(Incident incident, Phase phase, int phasePosition, NewItem item) {
        Condition inPhase = CHECKLIST_ITEM
                .INCIDENT_ID
                .eq(incident.id().value())
                .and(CHECKLIST_ITEM.PHASE_POSITION.eq(phasePosition));
        int position = database.fetchCount(CHECKLIST_ITEM, inPhase) + 1;
        String key = phase.key() + "+" + position;
        ChecklistItemRecord row = row(incident, phase, phasePosition, position, key, item.title());
        row.setOwnerRole(item.ownerRole());
        row.setAdded(true);
        if (item.dueAt() != null) {
            row.setDueAt(item.dueAt());
        }
        row.attach(database.configuration());
        row.insert();
        return row.getId();
    }

    private static ChecklistItemRecord row(
            Incident incident, Phase phase, int phasePosition, int position, String key, String title) {
        ChecklistItemRecord row = new ChecklistItemRecord();
        row.setIncidentId(incident.id().value());
        row.setPhaseKey(phase.key());
        row.setPhaseTitle(phase.title());
        row.setPhasePosition(phasePosition);
        row.setWindowFromS(Math.toIntExact(phase.from().toSeconds()));
        row.setWindowToS(Math.toIntExact(phase.to().toSeconds()));
        row.setDueAt(incident.declaredAt().plus(phase.to()));
        row.setItemKey(key);
        row.setPosition(position);
        row.setTitle(title);
        row.setState(ItemState.OPEN.name());
        return row;
    }

    @Override
    public Optional<Item> find(long id) {
        return select(CHECKLIST_ITEM.ID.eq(id)).fetchOptional(JooqItemRows::item);
    }

    @Override
    public List<Item> find(IncidentId incident, List<String> keys) {
        return select(CHECKLIST_ITEM.INCIDENT_ID.eq(incident.value()).and(CHECKLIST_ITEM.ITEM_KEY.in(keys)))
                .orderBy(CHECKLIST_ITEM.PHASE_POSITION, CHECKLIST_ITEM.POSITION)
                .fetch(JooqItemRows::item);
    }

    @Override
    public List<Item> bound(Proof.Kind kind, @Nullable IncidentId incident) {
        List<String> writable = Arrays.stream(IncidentState.values())
                .filter(IncidentState::writable)
                .map(Enum::name)
                .toList();
        return select(CHECKLIST_ITEM
                        .PROOF_KIND
                        .eq(kind.name())
                        .and(incident == null ? DSL.noCondition() : CHECKLIST_ITEM.INCIDENT_ID.eq(incident.value()))
                        .and(CHECKLIST_ITEM.INCIDENT_ID.in(
                                DSL.select(INCIDENT.ID).from(INCIDENT).where(INCIDENT.STATE.in(writable)))))
                .orderBy(CHECKLIST_ITEM.ID)
                .fetch(JooqItemRows::item);
    }

    private SelectConditionStep<Record> select(Condition condition) {
        return database.select(JooqItemRows.FIELDS).from(CHECKLIST_ITEM).where(condition);
    }

    @Override
    public boolean move(Item item, Move move, Actor actor, Instant at) {
        Evidence evidence = move.evidence();
        return database.update(CHECKLIST_ITEM)
                        .set(CHECKLIST_ITEM.STATE, move.to().name())
                        .set(CHECKLIST_ITEM.REASON, move.reason())
                        .set(CHECKLIST_ITEM.EVIDENCE, evidence == null ? null : evidence.text())
                        .set(CHECKLIST_ITEM.EVIDENCE_AT, evidence == null ? null : evidence.at())
                        .set(CHECKLIST_ITEM.EVIDENCE_RUN, evidence == null ? null : evidence.run())
                        .set(CHECKLIST_ITEM.OVERRIDE_REASON, move.overrideReason())
                        .set(CHECKLIST_ITEM.CHANGED_BY, actor.login())
                        .set(CHECKLIST_ITEM.CHANGED_NAME, actor.name())
                        .set(CHECKLIST_ITEM.CHANGED_AT, at)
                        .set(CHECKLIST_ITEM.VERSION, CHECKLIST_ITEM.VERSION.plus(1))
                        .where(CHECKLIST_ITEM.ID.eq(item.id()), CHECKLIST_ITEM.VERSION.eq(item.version()))
                        .execute()
                == 1;
    }

    @Override
    public boolean assign(
            Item item, @Nullable String login, @Nullable String name, ItemState state, Actor actor, Instant at) {
        var update = database.update(CHECKLIST_ITEM)
                .set(CHECKLIST_ITEM.PERSON, login)
                .set(CHECKLIST_ITEM.PERSON_NAME, name)
                .set(CHECKLIST_ITEM.VERSION, CHECKLIST_ITEM.VERSION.plus(1));
        if (state != item.state()) {
            update = update.set(CHECKLIST_ITEM.STATE, state.name())
                    .set(CHECKLIST_ITEM.CHANGED_BY, actor.login())
                    .set(CHECKLIST_ITEM.CHANGED_NAME, actor.name())
                    .set(CHECKLIST_ITEM.CHANGED_AT, at);
        }
        return update.where(CHECKLIST_ITEM.ID.eq(item.id()), CHECKLIST_ITEM.VERSION.eq(item.version()))
                        .execute()
                == 1;
    }

    @Override
    public boolean note(long item, int noteVersion, String markdown) {
        return database.update(CHECKLIST_ITEM)
                        .set(CHECKLIST_ITEM.NOTE, markdown)
                        .set(CHECKLIST_ITEM.NOTE_VERSION, CHECKLIST_ITEM.NOTE_VERSION.plus(1))
                        .where(CHECKLIST_ITEM.ID.eq(item), CHECKLIST_ITEM.NOTE_VERSION.eq(noteVersion))
                        .execute()
                == 1;
    }

    @Override
    public void addLink(long item, String title, String url, Actor actor, Instant at) {
        database.insertInto(ITEM_LINK)
                .set(ITEM_LINK.ITEM_ID, item)
                .set(ITEM_LINK.TITLE, title)
                .set(ITEM_LINK.URL, url)
                .set(ITEM_LINK.ADDED_BY, actor.login())
                .set(ITEM_LINK.ADDED_NAME, actor.name())
                .set(ITEM_LINK.ADDED_AT, at)
                .execute();
    }

    @Override
    public Optional<Long> linkedItem(long link) {
        return database.select(ITEM_LINK.ITEM_ID)
                .from(ITEM_LINK)
                .where(ITEM_LINK.ID.eq(link))
                .fetchOptional(ITEM_LINK.ITEM_ID);
    }

    @Override
    public void removeLink(long link) {
        database.deleteFrom(ITEM_LINK).where(ITEM_LINK.ID.eq(link)).execute();
    }

    @Override
    public void remember(ItemEvent event) {
        database.insertInto(ITEM_EVENT)
                .set(ITEM_EVENT.ITEM_ID, event.item())
                .set(ITEM_EVENT.AT, event.at())
                .set(ITEM_EVENT.ACTOR, event.actor())
                .set(ITEM_EVENT.ACTOR_NAME, event.actorName())
                .set(ITEM_EVENT.ACT, event.act().name())
                .set(ITEM_EVENT.FROM_STATE, event.from().name())
                .set(ITEM_EVENT.TO_STATE, event.to().name())
                .set(ITEM_EVENT.TEXT, event.text())
                .execute();
    }

    @Override
    public Optional<ItemEvent> last(long item, Set<ItemAct> acts) {
        return database.selectFrom(ITEM_EVENT)
                .where(
                        ITEM_EVENT.ITEM_ID.eq(item),
                        ITEM_EVENT.ACT.in(acts.stream().map(Enum::name).toList()))
                .orderBy(ITEM_EVENT.ID.desc())
                .limit(1)
                .fetchOptional(JooqItemRows::event);
    }
}
