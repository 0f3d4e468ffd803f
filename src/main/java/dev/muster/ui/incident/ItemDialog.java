package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.Optional;

/** All about one item, kept as it is now while it is open. */
final class ItemDialog extends Dialog {

    private final long id;
    private final Div facts = new Div();
    private final ItemButtons buttons;
    private final ItemNote note;
    private final ItemLinks links;
    private final ItemHistory history;

    ItemDialog(ItemActs acts, Viewer viewer, long id, Runnable changed) {
        this.id = id;
        buttons = new ItemButtons(acts, viewer, changed);
        note = new ItemNote(acts, viewer, id, changed);
        links = new ItemLinks(acts, viewer, changed);
        history = new ItemHistory(acts);
        facts.addClassNames("stack", "small", "item-facts");
        Div all = new Div(facts, buttons, note, links, history);
        all.addClassNames("stack", "item-dialog");
        add(all);
        setWidth("min(680px, 94vw)");
        getFooter().add(new Button("Close", it -> close()));
    }

    void show(RoomState state) {
        Optional<Item> found = state.item(id);
        if (found.isEmpty()) {
            close();
            return;
        }
        Item item = found.get();
        boolean writable = state.incident().state().writable();
        setHeaderTitle(item.title());
        facts.removeAll();
        facts.add(Words.text(state.room().phases().stream()
                        .filter(it -> it.key().equals(item.phase()))
                        .findFirst()
                        .map(RoomQuery.PhaseRow::title)
                        .orElse("")
                + " · "
                + item.state().word()
                + (item.reason() == null ? "" : ": " + item.reason())));
        Div due = new Div(Words.text("Due "), new WallTime(item.dueAt()));
        facts.add(due);
        if (item.personName() != null) {
            facts.add(Words.text(item.personName() + " has it"));
        }
        ItemBadges.openNeeds(state.room(), item).forEach(it -> facts.add(Words.text("First: " + it.title())));
        item.proof().ifPresent(it -> facts.add(Words.text(ItemBadges.wanted(it, state.plan()) + ".")));
        if (item.evidence() != null) {
            facts.add(Words.text("✓ " + item.evidence().text()));
        }
        if (item.overrideReason() != null) {
            facts.add(Words.text("! Ticked by hand: " + item.overrideReason()));
        }
        buttons.show(state, item, writable);
        note.show(item, writable);
        links.show(item, writable);
        history.show(item);
    }
}
