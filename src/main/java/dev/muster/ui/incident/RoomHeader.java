package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.security.Role;

/** What it is, who commands, and the acts that end it. */
final class RoomHeader extends Div {

    private final RoomDesk desk;
    private final Runnable changed;
    private final Span badges = Words.text("", "row");
    private final H1 title = new H1();
    private final Span number = new Span();
    private final Span commander = Words.text("", "commander");
    private final Button cancel = new Button("Cancel incident…", it -> askCancel());
    private final Button resolve = new Button("Resolve…", it -> askResolve());
    private final Button close = new Button("Close…", it -> askClose());
    private RoomQuery.Room room;

    @SuppressWarnings("NullAway.Init") // the room shows itself before anybody can press a button
    RoomHeader(RoomDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
        addClassNames("row", "page-head", "room-head");
        resolve.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        number.addClassNames("muted", "small", "num");
        add(badges, title, number, Words.text("", "grow"), commander, cancel, resolve, close);
    }

    void show(RoomQuery.Room next) {
        Incident incident = next.incident();
        if (room == null) {
            number.add(new Span(incident.id() + " · declared "), new WallTime(incident.declaredAt()));
            commander.add(Words.text(incident.commanderName(), "strong"), new Span(" commands"));
            title.setText(incident.title());
        }
        room = next;
        Words.replace(
                badges, new Span(Words.severity(incident.severity()), new Span(" "), Words.state(incident.state())));
        boolean commands = desk.may(Role.COMMANDER);
        cancel.setVisible(commands && incident.state().mayBecome(IncidentState.CANCELLED));
        resolve.setVisible(commands && incident.state().open());
        close.setVisible(commands && incident.state().mayBecome(IncidentState.CLOSED));
    }

    private IncidentId id() {
        return room.incident().id();
    }

    private void askResolve() {
        long open = room.openItems();
        ask(
                "Resolve " + id() + "?",
                "The clocks stop now and the figures are fixed. "
                        + (open == 0 ? "Every item is ticked." : open + " items are still open; they stay open."),
                "Resolve",
                () -> desk.resolve(id()));
    }

    private void askClose() {
        ask(
                "Close " + id() + "?",
                "Nothing more can be ticked or written after that.",
                "Close",
                () -> desk.close(id()));
    }

    private void ask(String header, String text, String verb, Runnable act) {
        ConfirmDialog dialog = new ConfirmDialog(header, text, verb, it -> act(act));
        dialog.setCancelable(true);
        dialog.setCancelText("Back");
        dialog.open();
    }

    private void askCancel() {
        TextField reason = new TextField("Why");
        reason.setMaxLength(200);
        reason.setWidthFull();
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Cancel " + id() + "?");
        dialog.add(new Span("For a false alarm, or when another incident covers it."), reason);
        dialog.setConfirmButton("Cancel incident", it -> act(() -> desk.cancel(id(), reason.getValue())));
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText("Back");
        dialog.open();
    }

    private void act(Runnable act) {
        Told.unlessRefused(act);
        changed.run();
    }
}
