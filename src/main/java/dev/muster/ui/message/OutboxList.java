package dev.muster.ui.message;

import com.vaadin.flow.component.html.Div;
import dev.muster.notification.Message;
import dev.muster.notification.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages, newest first. A reload changes the cards where they stand. */
final class OutboxList extends Div {

    private static final long serialVersionUID = 1L;

    private final transient MessageDesk desk;
    private final boolean withIncident;
    private final transient Runnable changed;
    private final transient Map<MessageId, MessageCard> cards = new HashMap<>();

    OutboxList(MessageDesk desk, boolean withIncident, Runnable changed) {
        this.desk = desk;
        this.withIncident = withIncident;
        this.changed = changed;
        addClassName("outbox-list");
    }

    void show(List<Message> messages) {
        List<MessageId> wanted = messages.stream().map(Message::id).toList();
        cards.entrySet().removeIf(it -> {
            boolean gone = !wanted.contains(it.getKey());
            if (gone) {
                remove(it.getValue());
            }
            return gone;
        });
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            MessageCard card = cards.get(message.id());
            if (card == null) {
                card = new MessageCard(message, withIncident, desk, changed);
                cards.put(message.id(), card);
                addComponentAtIndex(i, card);
            } else {
                card.show(message);
            }
        }
    }
}
