package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.checklist.Item;
import dev.muster.common.Refused;
import dev.muster.ui.component.Told;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pages that belong to an item. */
final class ItemLinks extends Div {

    private final ItemActs acts;
    private final Viewer viewer;
    private final Runnable changed;
    private final UnorderedList list = new UnorderedList();
    private final TextField title = new TextField("Title");
    private final TextField url = new TextField("Address");
    private final Div form;
    private @Nullable Item item;

    ItemLinks(ItemActs acts, Viewer viewer, Runnable changed) {
        this.acts = acts;
        this.viewer = viewer;
        this.changed = changed;
        title.setMaxLength(200);
        url.setMaxLength(2000);
        url.setPlaceholder("https://…");
        form = new Div(title, url, new Button("Add the link", it -> add()));
        form.addClassNames("row", "link-form");
        list.addClassName("links");
        add(new H3("Links"), list, form);
    }

    void show(Item now, boolean writable) {
        item = now;
        boolean may = viewer.responds() && writable;
        form.setVisible(may);
        setVisible(may || !now.links().isEmpty());
        list.removeAll();
        for (Item.Link link : now.links()) {
            Anchor anchor = new Anchor(link.url(), link.title(), AnchorTarget.BLANK);
            anchor.getElement().setAttribute("rel", "noopener noreferrer");
            anchor.setTitle(link.url());
            ListItem line = new ListItem(anchor);
            if (may) {
                Button remove = new Button("Remove", it -> act(() -> acts.unlink(link)));
                remove.setAriaLabel("Remove the link " + link.title());
                line.add(remove);
            }
            list.add(line);
        }
    }

    private void add() {
        title.setInvalid(false);
        url.setInvalid(false);
        try {
            acts.link(Objects.requireNonNull(item), title.getValue(), url.getValue());
            title.clear();
            url.clear();
            changed.run();
        } catch (Refused e) {
            String message = String.valueOf(e.getMessage());
            TextField wrong = message.contains("title") ? title : url;
            wrong.setErrorMessage(message);
            wrong.setInvalid(true);
        }
    }

    private void act(Runnable act) {
        Told.unlessRefused(act);
        changed.run();
    }
}
