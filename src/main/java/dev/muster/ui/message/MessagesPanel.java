package dev.muster.ui.message;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.incident.IncidentId;
import dev.muster.notification.IncidentMessagesChanged;
import dev.muster.notification.Message;
import dev.muster.notification.MessageQuery;
import java.util.List;

/** The messages of one incident: writing one, and how far each came. It keeps itself up to date; what is typed stays. */
@StyleSheet("context://css/message.css")
@JavaScript("context://js/clock.js")
public final class MessagesPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    private final transient MessageDesk desk;
    private final transient IncidentId incident;
    private final OutboxList list;
    private final transient List<StatusPageCard> pages;
    private final Paragraph none = new Paragraph("Nothing was sent about this incident yet.");
    private final Anchor all;

    public MessagesPanel(MessageDesk desk, IncidentId incident) {
        this.desk = desk;
        this.incident = incident;
        this.list = new OutboxList(desk, false, this::load);
        this.all = new Anchor("messages?incident=" + incident.value(), "Show all messages of " + incident);
        addClassName("messages-panel");
        none.addClassName("muted");
        if (desk.mayAct()) {
            add(new ComposePanel(desk, incident, this::load));
        }
        pages = desk.statusPages(incident).stream()
                .map(it -> new StatusPageCard(desk, incident, it, this::load))
                .toList();
        pages.forEach(this::add);
        add(none, list, all);
        load();
        desk.liveUpdates().whileAttached(this, new IncidentMessagesChanged(incident), this::load);
    }

    private void load() {
        List<Message> messages = desk.list(MessageQuery.Filter.of(incident), SHOWN);
        pages.forEach(StatusPageCard::show);
        list.show(messages);
        none.setVisible(messages.isEmpty());
        all.setVisible(messages.size() == SHOWN);
    }
}
