package dev.muster.ui.message;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.incident.IncidentId;
import dev.muster.notification.Acknowledgement;
import dev.muster.notification.Delivery;
import dev.muster.notification.Message;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.List;

/** One message of the outbox with its copies. It changes where it stands, so that an opened text stays open. */
final class MessageCard extends Article {

    private static final long serialVersionUID = 1L;

    private final transient MessageDesk desk;
    private final transient Runnable changed;
    private final UnorderedList copies = new UnorderedList();
    private final ReadersRow readers;
    private transient List<Delivery> shown = List.of();
    private transient List<Acknowledgement> acknowledged = List.of();

    MessageCard(Message message, boolean withIncident, MessageDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
        this.readers = new ReadersRow(desk, changed);
        addClassNames("message-card");
        Span facts =
                Words.text(MessageWords.kind(message.kind()) + " · " + message.sentByName() + " ", "muted", "small");
        facts.add(WallTime.withDay(message.sentAt()));
        H3 title = new H3(message.template() + " to " + message.channelTitle());
        Div head = new Div(title);
        head.addClassName("row");
        if (message.exercise()) {
            head.add(Words.text("⚑ EXERCISE", "badge", "warn"));
        }
        IncidentId incident = message.incident();
        if (withIncident && incident != null) {
            head.add(new Anchor("incidents/" + incident.value(), incident.toString()));
        }
        head.add(facts);
        Pre text =
                new Pre((message.subject().isEmpty() ? "" : "Subject: " + message.subject() + "\n\n") + message.body());
        text.addClassName("message-text");
        text.getElement().setAttribute("tabindex", "0");
        Details words = new Details("Text", text);
        copies.addClassName("deliveries");
        add(head, copies, readers, words);
        readers.show(message);
        show(message);
    }

    void show(Message message) {
        if (!shown.equals(message.deliveries()) || !acknowledged.equals(message.acknowledgements())) {
            acknowledged = message.acknowledgements();
            readers.show(message);
        }
        if (!shown.equals(message.deliveries())) {
            shown = message.deliveries();
            copies.removeAll();
            shown.forEach(it -> copies.add(new DeliveryRow(it, desk, changed)));
        }
    }
}
