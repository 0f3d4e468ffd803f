package dev.muster.checklist;

import dev.muster.common.Refused;
import dev.muster.incident.IncidentDeclared;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.Inputs;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves the items of an incident's checklist. Each act states the version that the person saw; when somebody else was
 * faster it is refused with {@link ItemMoved}, which says who and when.
 */
@Service
public class ChecklistService {

    private final Items items;
    private final ItemDesk desk;
    private final Proofs proofs;
    private final IncidentQuery incidents;
    private final Plans plans;

    ChecklistService(Items items, ItemDesk desk, Proofs proofs, IncidentQuery incidents, Plans plans) {
        this.items = items;
        this.desk = desk;
        this.proofs = proofs;
        this.incidents = incidents;
        this.plans = plans;
    }

    /** The declaring transaction: an incident without its checklist must not exist. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentDeclared declared) {
        items.addAll(
                incidents.find(declared.incident()).orElseThrow(),
                plans.version(declared.planVersionId()).plan().phases());
    }

    /**
     * Marks an item as done.
     *
     * @throws Refused when what it needs is open (the names are told), or its proof is not there yet
     */
    @Transactional
    public void tick(long item, int expectedVersion, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.TICKED, actor);
        List<Item> open = openNeeds(held);
        if (!open.isEmpty()) {
            throw new Refused("\"" + held.title() + "\" needs "
                    + open.stream().map(it -> "\"" + it.title() + "\"").collect(Collectors.joining(", "))
                    + " first. To tick it all the same, give a reason.");
        }
        Optional<Evidence> evidence = proofs.evidence(held);
        if (held.proof().isPresent() && evidence.isEmpty()) {
            throw new Refused("\"" + held.title() + "\" ticks itself when " + proofs.wanted(held)
                    + ". To tick it all the same, give a reason.");
        }
        desk.move(
                held,
                new Items.Move(ItemState.DONE, null, evidence.orElse(null), null),
                ItemAct.TICKED,
                evidence.map(Evidence::text).orElse(null),
                actor);
    }

    /** Marks an item as done without its proof, or before what it needs; the reason is kept for the report. */
    @Transactional
    public void tickAnyway(long item, int expectedVersion, String reason, Actor actor) {
        String why = Inputs.line("A reason", reason);
        Item held = desk.hold(item, expectedVersion, ItemAct.OVERRIDDEN, actor);
        if (held.proof().isEmpty() && openNeeds(held).isEmpty()) {
            throw new Refused("\"" + held.title() + "\" needs no reason: tick it.");
        }
        desk.move(held, new Items.Move(ItemState.DONE, null, null, why), ItemAct.OVERRIDDEN, why, actor);
    }

    /** Opens an item again: takes a tick back, or what set it aside, blocked or began it. */
    @Transactional
    public void untick(long item, int expectedVersion, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.UNTICKED, actor);
        if (held.state() == ItemState.OPEN) {
            throw new Refused("\"" + held.title() + "\" is not ticked.");
        }
        desk.move(held, Items.Move.to(ItemState.OPEN), held.done() ? ItemAct.UNTICKED : ItemAct.OPENED, null, actor);
    }

    /** Somebody works on it now. */
    @Transactional
    public void start(long item, int expectedVersion, Actor actor) {
        Item held = desk.hold(item, expectedVersion, ItemAct.STARTED, actor);
        desk.move(held, Items.Move.to(ItemState.IN_PROGRESS), ItemAct.STARTED, null, actor);
    }

    /** It cannot go on; the reason says what it waits for. */
    @Transactional
    public void block(long item, int expectedVersion, String reason, Actor actor) {
        stop(item, expectedVersion, ItemState.BLOCKED, ItemAct.BLOCKED, reason, actor);
    }

    /** It is not applicable in this incident; the reason says why. */
    @Transactional
    public void setAside(long item, int expectedVersion, String reason, Actor actor) {
        stop(item, expectedVersion, ItemState.NOT_APPLICABLE, ItemAct.SET_ASIDE, reason, actor);
    }

    private void stop(long item, int expectedVersion, ItemState to, ItemAct act, String reason, Actor actor) {
        String why = Inputs.line("A reason", reason);
        Item held = desk.hold(item, expectedVersion, act, actor);
        desk.move(held, new Items.Move(to, why, null, null), act, why, actor);
    }

    private List<Item> openNeeds(Item item) {
        return item.needs().isEmpty()
                ? List.of()
                : items.find(item.incident(), item.needs()).stream()
                        .filter(it -> !it.settled())
                        .toList();
    }
}
