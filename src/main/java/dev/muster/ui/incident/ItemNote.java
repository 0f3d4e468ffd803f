package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.checklist.Item;
import dev.muster.ui.component.Told;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The note of an item: Markdown, which Vaadin's element renders in the browser through a sanitiser. Text that somebody
 * else saved meanwhile never replaces what is being typed.
 */
final class ItemNote extends Div {

    private static final int MOST = 10_000;

    private final ItemActs acts;
    private final Viewer viewer;
    private final Runnable changed;
    private final Markdown shown = new Markdown();
    private final TextArea text = new TextArea();
    private final Drafts drafts;
    private final Button edit = new Button("Write a note", it -> begin());
    private final Button save = new Button("Save the note", it -> save());
    private final Button back = new Button("Leave it as it was", it -> leave());
    private boolean editing;
    private int begunWith;
    private @Nullable Item item;

    ItemNote(ItemActs acts, Viewer viewer, long id, Runnable changed) {
        this.acts = acts;
        this.viewer = viewer;
        this.changed = changed;
        drafts = new Drafts(text, viewer, "item-" + id);
        text.setAriaLabel("Note");
        text.setMaxLength(MOST);
        text.setMinRows(4);
        text.setMaxRows(14);
        text.setHelperText("Markdown; Ctrl Enter saves");
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text);
        Div row = new Div(edit, save, back);
        row.addClassName("row");
        shown.addClassName("note-shown");
        add(new H3("Note"), shown, drafts, row);
    }

    void show(Item now, boolean writable) {
        item = now;
        shown.setContent(NoteText.safe(now.note()));
        shown.setVisible(!now.note().isEmpty());
        edit.setText(now.note().isEmpty() ? "Write a note" : "Change the note");
        edit.setVisible(!editing && viewer.responds() && writable);
        drafts.setVisible(editing);
        save.setVisible(editing);
        back.setVisible(editing);
    }

    private void begin() {
        Item now = Objects.requireNonNull(item);
        editing = true;
        begunWith = now.noteVersion();
        text.setValue(now.note());
        show(now, true);
        text.focus();
    }

    private void save() {
        text.setInvalid(false);
        if (text.getValue().length() > MOST) {
            text.setErrorMessage("At most " + MOST + " characters; this has "
                    + text.getValue().length() + ".");
            text.setInvalid(true);
            return;
        }
        if (Told.unlessRefused(() -> acts.note(Objects.requireNonNull(item), begunWith, text.getValue()))) {
            drafts.sent();
            editing = false;
        } else {
            // Somebody wrote meanwhile: their note is shown above, and this text can be saved over it knowingly.
            begunWith = -1;
        }
        changed.run();
        if (begunWith < 0) {
            begunWith = Objects.requireNonNull(item).noteVersion();
        }
    }

    private void leave() {
        editing = false;
        drafts.sent();
        show(Objects.requireNonNull(item), true);
    }
}
