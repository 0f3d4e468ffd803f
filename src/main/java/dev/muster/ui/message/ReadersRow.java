package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.notification.Acknowledgement;
import dev.muster.notification.DeliveryState;
import dev.muster.notification.Message;
import dev.muster.ui.component.Told;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;

/** Who has read a message, and the buttons for those who have or know of somebody. */
final class ReadersRow extends Div {

    private static final long serialVersionUID = 1L;

    private static final LineDialog.Words WHO = new LineDialog.Words(
            "Who has read it?",
            "For people without an account here: they told you that they know.",
            "Name",
            "They have read it");

    private final transient MessageDesk desk;
    private final transient Runnable changed;

    ReadersRow(MessageDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
        addClassNames("row", "readers");
    }

    void show(Message message) {
        removeAll();
        boolean arrived = message.deliveries().stream().anyMatch(it -> it.state() == DeliveryState.SENT);
        setVisible(message.incident() != null
                && (arrived || !message.acknowledgements().isEmpty()));
        if (!isVisible()) {
            return;
        }
        if (message.acknowledgements().isEmpty()) {
            add(Words.text("Nobody has acknowledged it yet.", "muted"));
        } else {
            add(Words.text("Acknowledged by", "muted"));
        }
        message.acknowledgements().forEach(it -> add(reader(it)));
        String me = desk.myName();
        boolean mine = message.sentByName().equals(me)
                || message.acknowledgements().stream()
                        .anyMatch(it -> it.reader().equals(me));
        if (!mine) {
            Button read = new Button("I have read it", event -> {
                Told.unlessRefused(() -> desk.read(message));
                changed.run();
            });
            read.setAriaLabel("I have read it: " + message.template() + " to " + message.channelTitle());
            add(read);
        }
        if (desk.mayWrite()) {
            Button other = new Button(
                    "Somebody has read it…",
                    event -> new LineDialog(WHO, reader -> desk.readBy(message, reader), changed).open());
            other.setAriaLabel("Somebody has read it: " + message.template() + " to " + message.channelTitle());
            add(other);
        }
    }

    private static Span reader(Acknowledgement acknowledgement) {
        Span span = new Span(new Span("✓ " + acknowledgement.reader() + " "), new WallTime(acknowledgement.at()));
        if (acknowledgement.hearsay()) {
            span.add(Words.text(" told by " + acknowledgement.notedBy(), "muted", "small"));
        }
        return span;
    }
}
