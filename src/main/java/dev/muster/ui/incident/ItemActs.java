package dev.muster.ui.incident;

import dev.muster.checklist.ChecklistService;
import dev.muster.checklist.Item;
import dev.muster.checklist.ItemEvent;
import dev.muster.checklist.ItemService;
import dev.muster.checklist.NewItem;
import dev.muster.checklist.PhaseService;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.security.CurrentActor;
import java.util.List;
import org.springframework.stereotype.Component;

/** What people do to the items of a checklist, each done as the person at the screen. */
@Component
class ItemActs {

    private final ChecklistService checklist;
    private final ItemService items;
    private final PhaseService phases;
    private final RoomQuery rooms;
    private final CurrentActor currentActor;

    ItemActs(
            ChecklistService checklist,
            ItemService items,
            PhaseService phases,
            RoomQuery rooms,
            CurrentActor currentActor) {
        this.checklist = checklist;
        this.items = items;
        this.phases = phases;
        this.rooms = rooms;
        this.currentActor = currentActor;
    }

    /** @param version the one that the person saw */
    void tick(long item, int version, boolean done) {
        if (done) {
            checklist.tick(item, version, currentActor.get());
        } else {
            checklist.untick(item, version, currentActor.get());
        }
    }

    void tickAnyway(Item item, String reason) {
        checklist.tickAnyway(item.id(), item.version(), reason, currentActor.get());
    }

    void start(Item item) {
        checklist.start(item.id(), item.version(), currentActor.get());
    }

    void open(Item item) {
        checklist.untick(item.id(), item.version(), currentActor.get());
    }

    void block(Item item, String reason) {
        checklist.block(item.id(), item.version(), reason, currentActor.get());
    }

    void setAside(Item item, String reason) {
        checklist.setAside(item.id(), item.version(), reason, currentActor.get());
    }

    void take(Item item) {
        items.take(item.id(), item.version(), currentActor.get());
    }

    void release(Item item) {
        items.release(item.id(), item.version(), currentActor.get());
    }

    /** @param version of the note that the person began with */
    void note(Item item, int version, String markdown) {
        items.note(item.id(), version, markdown, currentActor.get());
    }

    void link(Item item, String title, String url) {
        items.link(item.id(), title, url, currentActor.get());
    }

    void unlink(Item.Link link) {
        items.unlink(link.id(), currentActor.get());
    }

    List<ItemEvent> history(Item item) {
        return rooms.history(item.id());
    }

    void add(IncidentId incident, NewItem item) {
        phases.add(incident, item, currentActor.get());
    }

    void waive(IncidentId incident, String phase, String reason) {
        phases.waive(incident, phase, reason, currentActor.get());
    }

    void takeUp(IncidentId incident, String phase) {
        phases.takeUp(incident, phase, currentActor.get());
    }
}
