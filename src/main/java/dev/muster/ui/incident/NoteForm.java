package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.common.Refused;
import dev.muster.incident.WallClock;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds to the story by hand: what happened, and when, if that was not just now. */
final class NoteForm extends Div {

    private static final int MOST = 4000;

    private final TextArea text = new TextArea();
    private final Button other = new Button("At another time…", it -> askWhen());
    private final Drafts drafts;
    private final Supplier<Instant> now;
    private final BiPredicate<@Nullable Instant, String> write;
    private @Nullable DateTimePicker when;

    /** @param write takes when it happened, null for now, and the text; false when it was refused */
    NoteForm(Viewer viewer, String name, Supplier<Instant> now, BiPredicate<@Nullable Instant, String> write) {
        this.write = write;
        this.now = now;
        drafts = new Drafts(text, viewer, name);
        text.setAriaLabel("What happened");
        text.setPlaceholder("What happened? (n)");
        text.setMaxLength(MOST);
        text.setMaxRows(6);
        Button add = new Button("Add note", it -> write());
        add.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text);
        other.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        addClassName("note-form");
        add(drafts, other, add);
    }

    /** Puts the cursor there, and asks when it happened if a moment is proposed. */
    void begin(@Nullable Instant proposed) {
        text.focus();
        if (proposed != null) {
            askWhen().setValue(proposed.atZone(Told.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES));
        }
    }

    private DateTimePicker askWhen() {
        DateTimePicker picker = when;
        if (picker == null) {
            picker = new DayAndTime("When it happened");
            picker.setTimePlaceholder("time");
            when = picker;
            other.setVisible(false);
            addComponentAtIndex(1, picker);
        }
        return picker;
    }

    private void write() {
        text.setInvalid(false);
        if (text.getValue().isBlank()) {
            wrong("Say what happened.");
            return;
        }
        if (text.getValue().length() > MOST) {
            wrong("At most " + MOST + " characters; this has " + text.getValue().length() + ".");
            return;
        }
        Instant at = null;
        try {
            LocalDateTime local = when == null ? null : when.getValue();
            at = local == null ? null : WallClock.moment(local, Told.zone(), now.get());
        } catch (Refused e) {
            wrong(String.valueOf(e.getMessage()));
            return;
        }
        if (write.test(at, text.getValue())) {
            drafts.sent();
            text.clear();
            if (when != null) {
                remove(when);
                when = null;
                other.setVisible(true);
            }
            text.focus();
        }
    }

    private void wrong(String message) {
        text.setErrorMessage(message);
        text.setInvalid(true);
        text.focus();
    }
}
