package dev.muster.checklist;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.WritableIncident;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every act on an item has in common: who may, nobody was faster, and the traces that it leaves. */
@Component
class ItemDesk {

    private final Items items;
    private final WritableIncident writable;
    private final Timeline timeline;
    private final Permission permission;
    private final AuditLog audit;
    private final Clock clock;

    ItemDesk(
            Items items,
            WritableIncident writable,
            Timeline timeline,
            Permission permission,
            AuditLog audit,
            Clock clock) {
        this.items = items;
        this.writable = writable;
        this.timeline = timeline;
        this.permission = permission;
        this.audit = audit;
        this.clock = clock;
    }

    /** The item, with its incident held until the transaction ends, so that nobody moves it meanwhile. */
    Item hold(long id, ItemAct act, Actor actor) {
        permission.require(Role.RESPONDER, actor, act.action(), "item", id);
        writable.hold(find(id).incident());
        return find(id);
    }

    /** As {@link #hold}, in the version that the person saw. */
    Item hold(long id, int expectedVersion, ItemAct act, Actor actor) {
        Item item = hold(id, act, actor);
        if (item.version() != expectedVersion) {
            throw lost(item, act, ItemAct.VERSIONED, actor);
        }
        return item;
    }

    /** Says who was faster; what the person wanted stands in the audit log. */
    Refused lost(Item item, ItemAct act, Set<ItemAct> faster, Actor actor) {
        Refused refused = items.last(item.id(), faster)
                .<Refused>map(ItemMoved::new)
                .orElseGet(() -> new Refused("\"" + item.title() + "\" is not as you saw it. Look at it again."));
        audit.recordAlone(actor, AuditFact.refused(act.action(), "item", item.id(), refused.getMessage()));
        return refused;
    }

    void move(Item item, Items.Move move, ItemAct act, @Nullable String why, Actor actor) {
        if (!item.state().mayBecome(move.to())) {
            throw new Refused("\"" + item.title() + "\" is " + item.state().word() + " and cannot become "
                    + move.to().word() + ".");
        }
        if (!items.move(item, move, actor, clock.instant())) {
            throw lost(item, act, ItemAct.VERSIONED, actor);
        }
        Evidence evidence = move.evidence();
        wrote(item, move.to(), act, why, evidence == null ? null : evidence.run(), actor);
    }

    /** Leaves the act in the item's history, in the timeline and in the audit log. */
    void wrote(Item item, ItemState to, ItemAct act, @Nullable String text, @Nullable Long run, Actor actor) {
        Instant now = clock.instant();
        String suffix = text == null ? "" : ": " + text;
        items.remember(new ItemEvent(item.id(), now, actor.login(), actor.name(), act, item.state(), to, text));
        timeline.append(
                item.incident(),
                now,
                TimelineKind.ITEM,
                actor,
                act.word() + " " + item.title() + suffix,
                run,
                item.id(),
                item.phase());
        if (act == ItemAct.OVERRIDDEN) {
            timeline.breakGlass(item.incident(), actor, act.word() + " " + item.title() + suffix);
        }
        audit.record(
                actor,
                AuditFact.done(
                        act.action(),
                        "item",
                        item.id(),
                        item.state().name(),
                        to.name() + ": " + item.title() + suffix));
    }

    private Item find(long id) {
        return items.find(id).orElseThrow(() -> new Refused("There is no checklist item " + id + "."));
    }
}
