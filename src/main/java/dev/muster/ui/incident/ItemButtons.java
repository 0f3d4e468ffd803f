package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import dev.muster.checklist.Item;
import dev.muster.checklist.ItemState;
import dev.muster.ui.component.Told;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where an item can go from where it stands, and whose hands it is in. */
final class ItemButtons extends Div {

    private final Viewer viewer;
    private final Runnable changed;
    private final Button done;
    private final Button anyway;
    private final Button start;
    private final Button open;
    private final Button block;
    private final Button aside;
    private final Button take;
    private final Button release;
    private @Nullable Item item;

    ItemButtons(ItemActs acts, Viewer viewer, Runnable changed) {
        this.viewer = viewer;
        this.changed = changed;
        addClassName("row");
        done = button("Tick", it -> acts.tick(it.id(), it.version(), true));
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        anyway = asking("Tick by hand…", "Why without what it waits for? The report shows it.", acts::tickAnyway);
        start = button("Begin", acts::start);
        open = button("Open again", acts::open);
        block = asking("Blocked…", "What does it wait for?", acts::block);
        aside = asking("Not applicable…", "Why does this incident not need it?", acts::setAside);
        take = button("I have this", acts::take);
        release = button("Give it back", acts::release);
        add(done, anyway, start, take, release, block, aside, open);
    }

    void show(RoomState state, Item now, boolean writable) {
        item = now;
        boolean bound = now.proof().isPresent()
                || !ItemBadges.openNeeds(state.room(), now).isEmpty();
        boolean may = viewer.responds() && writable;
        setVisible(may);
        done.setVisible(now.state().mayBecome(ItemState.DONE) && !bound);
        anyway.setVisible(now.state().mayBecome(ItemState.DONE) && bound);
        start.setVisible(now.state().mayBecome(ItemState.IN_PROGRESS));
        open.setVisible(now.state() != ItemState.OPEN);
        block.setVisible(now.state().mayBecome(ItemState.BLOCKED));
        aside.setVisible(now.state().mayBecome(ItemState.NOT_APPLICABLE));
        take.setVisible(!now.settled() && !viewer.login().equals(now.person()));
        release.setVisible(now.person() != null);
    }

    private Button button(String verb, Consumer<Item> act) {
        return new Button(verb, it -> {
            Told.unlessRefused(() -> act.accept(Objects.requireNonNull(item)));
            changed.run();
        });
    }

    private Button asking(String verb, String question, BiConsumer<Item, String> act) {
        return new Button(verb, it -> {
            Item seen = Objects.requireNonNull(item);
            new ReasonDialog(seen.title(), question, verb.replace("…", ""), why -> act.accept(seen, why), changed)
                    .open();
        });
    }
}
