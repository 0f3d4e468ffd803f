package dev.muster.status;

import static dev.muster.db.Tables.SERVICE_TRANSITION;
import static dev.muster.db.Tables.STATUS_WRITER;

import dev.muster.db.tables.records.ServiceTransitionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqStatusHistory implements StatusHistory {

    private final DSLContext database;

    JooqStatusHistory(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Transition> latest(String service, int limit) {
        return database.selectFrom(SERVICE_TRANSITION)
                .where(SERVICE_TRANSITION.SERVICE.eq(service))
                .orderBy(SERVICE_TRANSITION.AT.desc(), SERVICE_TRANSITION.ID.desc())
                .limit(limit)
                .fetch(JooqStatusHistory::transition);
    }

    @Override
    public Map<String, List<Transition>> since(Instant from) {
        List<Transition> all = new ArrayList<>(newestUntil(Optional.of(from)));
        all.addAll(database.selectFrom(SERVICE_TRANSITION)
                .where(SERVICE_TRANSITION.AT.gt(from))
                .orderBy(SERVICE_TRANSITION.AT, SERVICE_TRANSITION.ID)
                .fetch(JooqStatusHistory::transition));
        // A stable sort: of one moment, what was written later stays later.
        all.sort(Comparator.comparing(Transition::at));
        return all.stream().collect(Collectors.groupingBy(Transition::service));
    }

    @Override
    public List<Transition> last() {
        return newestUntil(Optional.empty());
    }

    private List<Transition> newestUntil(Optional<Instant> until) {
        return database.selectDistinct(SERVICE_TRANSITION.fields())
                .on(SERVICE_TRANSITION.SERVICE)
                .from(SERVICE_TRANSITION)
                .where(until.map(SERVICE_TRANSITION.AT::le).orElse(org.jooq.impl.DSL.noCondition()))
                .orderBy(SERVICE_TRANSITION.SERVICE, SERVICE_TRANSITION.AT.desc(), SERVICE_TRANSITION.ID.desc())
                .fetch(row -> transition(row.into(SERVICE_TRANSITION)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Transition> transitions) {
        for (Transition it : transitions) {
            database.insertInto(SERVICE_TRANSITION)
                    .set(SERVICE_TRANSITION.SERVICE, it.service())
                    .set(SERVICE_TRANSITION.STATE, it.state().name())
                    .set(SERVICE_TRANSITION.AT, it.at())
                    .set(SERVICE_TRANSITION.PROBE, it.probe().orElse(null))
                    .set(SERVICE_TRANSITION.EVIDENCE, it.evidence())
                    .execute();
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Writer writer() {
        return database.selectFrom(STATUS_WRITER)
                .where(STATUS_WRITER.ID.eq(1))
                .forUpdate()
                .fetchSingle(
                        it -> new Writer(Optional.ofNullable(it.getConsole()), Optional.ofNullable(it.getSeenAt())));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void writer(UUID console, Instant seenAt) {
        database.update(STATUS_WRITER)
                .set(STATUS_WRITER.CONSOLE, console)
                .set(STATUS_WRITER.SEEN_AT, seenAt)
                .where(STATUS_WRITER.ID.eq(1))
                .execute();
    }

    private static Transition transition(ServiceTransitionRecord row) {
        return new Transition(
                row.getService(),
                ServiceState.valueOf(row.getState()),
                row.getAt(),
                Optional.ofNullable(row.getProbe()),
                row.getEvidence());
    }
}
