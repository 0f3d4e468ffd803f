package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.plan.Proof;
import dev.muster.security.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ticks the items that a machine can prove, and opens them again when the proof was taken back. */
@Service
public class Proofs {

    private static final Actor MUSTER = Actor.console("checklist");

    private final Items items;
    private final ItemDesk desk;
    private final IncidentQuery incidents;
    /** Asked late: a check may live in a module that builds on this one. */
    private final ObjectProvider<ProofCheck> checks;

    Proofs(Items items, ItemDesk desk, IncidentQuery incidents, ObjectProvider<ProofCheck> checks) {
        this.items = items;
        this.desk = desk;
        this.incidents = incidents;
        this.checks = checks;
    }

    /**
     * Something changed that may prove items of this kind, or take their proof back.
     *
     * @param incident where to look; null: in every incident that is not closed
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void look(Proof.Kind kind, @Nullable IncidentId incident) {
        for (Item found : items.bound(kind, incident)) {
            Item item = desk.hold(found.id(), ItemAct.PROVED, MUSTER);
            Optional<Evidence> evidence = evidence(item);
            if (evidence.isPresent() && waits(item, evidence.get()) && ready(item)) {
                desk.move(
                        item,
                        new Items.Move(ItemState.DONE, null, evidence.get(), null),
                        ItemAct.PROVED,
                        evidence.get().text(),
                        MUSTER);
            } else if (evidence.isEmpty() && item.done() && refuted(item)) {
                Evidence before = item.evidence();
                if (before != null) {
                    desk.move(item, Items.Move.to(ItemState.OPEN), ItemAct.DISPROVED, before.text(), MUSTER);
                }
            }
        }
    }

    /** A person who opened the item after the machine had seen its proof knows better: it takes a new one. */
    private static boolean waits(Item item, Evidence evidence) {
        Instant changed = item.changedAt();
        return !item.settled()
                && (item.state() != ItemState.OPEN
                        || changed == null
                        || evidence.at().isAfter(changed));
    }

    private boolean ready(Item item) {
        return item.proof().stream().noneMatch(it -> check(it).afterNeeds())
                || items.find(item.incident(), item.needs()).stream().allMatch(Item::settled);
    }

    private boolean refuted(Item item) {
        return item.proof().stream().allMatch(it -> check(it)
                .refuted(incidents.find(item.incident()).orElseThrow(), it.subject()));
    }

    /** What a machine has seen; empty while it has not, and for items that no machine proves. */
    @Transactional(readOnly = true)
    public Optional<Evidence> evidence(Item item) {
        return item.proof().flatMap(it -> check(it)
                .evidence(incidents.find(item.incident()).orElseThrow(), it.subject()));
    }

    /** What must become true, for people; empty for items that no machine proves. */
    @Transactional(readOnly = true)
    public String wanted(Item item) {
        Incident incident = incidents.find(item.incident()).orElseThrow();
        return item.proof().map(it -> check(it).wanted(incident, it.subject())).orElse("");
    }

    private ProofCheck check(Proof proof) {
        return checks.stream()
                .filter(it -> it.kind() == proof.kind())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody checks " + proof.kind()));
    }
}
