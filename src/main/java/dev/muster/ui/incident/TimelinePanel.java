package dev.muster.ui.incident;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import dev.muster.security.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The story, newest first, and the field to add to it. */
final class TimelinePanel extends Div {

    private final RoomDesk desk;
    private final IncidentId id;
    private final Runnable changed;
    private final Div form = new Div();
    private final TextArea text = new TextArea();
    private final DateTimePicker happened = new DateTimePicker();
    private final OrderedList lines = new OrderedList();
    private final Map<Long, ListItem> shown = new HashMap<>();

    TimelinePanel(RoomDesk desk, IncidentId id, Runnable changed) {
        this.desk = desk;
        this.id = id;
        this.changed = changed;
        addClassName("timeline");
        text.setAriaLabel("What happened");
        text.setPlaceholder("What happened?");
        text.setMaxLength(4000);
        text.setMaxRows(6);
        happened.setAriaLabel("When it happened, empty for now");
        happened.setDatePlaceholder("now");
        Button add = new Button("Add note", it -> write());
        add.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text);
        form.add(text, happened, add);
        form.addClassName("note-form");
        lines.addClassName("tl");
        add(form, lines);
    }

    void show(RoomQuery.Room room) {
        form.setVisible(desk.may(Role.RESPONDER) && room.incident().state().writable());
        List<TimelineEntry> entries = room.timeline();
        for (int i = 0; i < entries.size(); i++) {
            TimelineEntry entry = entries.get(i);
            if (!shown.containsKey(entry.id())) {
                // Lines are never changed or removed, so the ones that stand keep their order.
                ListItem line = new TimelineLine(entry);
                shown.put(entry.id(), line);
                lines.addComponentAtIndex(i, line);
            }
        }
    }

    private void write() {
        Instant at = happened.getOptionalValue()
                .map(it -> it.atZone(Told.zone()).toInstant())
                .orElseGet(desk::now);
        if (Told.unlessRefused(() -> desk.note(id, at, text.getValue()))) {
            text.clear();
            happened.clear();
            text.focus();
            changed.run();
        }
    }
}
