package dev.muster.ui.message;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.notification.Delivery;
import dev.muster.notification.Draft;
import dev.muster.notification.Message;
import dev.muster.notification.MessageQuery;
import dev.muster.notification.Messages;
import dev.muster.notification.Readers;
import dev.muster.notification.Sending;
import dev.muster.notification.StatusPage;
import dev.muster.notification.StatusPageUpdate;
import dev.muster.plan.Channel;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Template;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.ui.shell.LiveUpdates;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the screens of messages ask and do, in one place: each act is done as the person at the screen. */
@Component
public class MessageDesk {

    private static final int INCIDENTS = 50;

    private final Messages messages;
    private final MessageQuery query;
    private final StatusPage statusPage;
    private final Readers readers;
    private final IncidentQuery incidents;
    private final Plans plans;
    private final CurrentActor currentActor;
    private final LiveUpdates liveUpdates;

    MessageDesk(
            Messages messages,
            MessageQuery query,
            StatusPage statusPage,
            Readers readers,
            IncidentQuery incidents,
            Plans plans,
            CurrentActor currentActor,
            LiveUpdates liveUpdates) {
        this.messages = messages;
        this.query = query;
        this.statusPage = statusPage;
        this.readers = readers;
        this.incidents = incidents;
        this.plans = plans;
        this.currentActor = currentActor;
        this.liveUpdates = liveUpdates;
    }

    boolean mayAct() {
        return currentActor.get().role().includes(Role.COMMANDER);
    }

    boolean mayWrite() {
        return currentActor.get().role().includes(Role.RESPONDER);
    }

    List<Channel> statusPages(IncidentId incident) {
        return statusPage.pages(incident);
    }

    Optional<StatusPageUpdate> lastUpdate(IncidentId incident, Channel page) {
        return statusPage.last(incident, page.key());
    }

    void updated(IncidentId incident, Channel page, String text) {
        statusPage.updated(incident, page.key(), text, currentActor.get());
    }

    Plan plan() {
        return plans.current().plan();
    }

    /** The messages that the incident's own plan knows. */
    List<Template> templates(IncidentId incident) {
        return incidents
                .find(incident)
                .map(it -> plans.version(it.planVersionId()).plan().templates())
                .orElse(List.of());
    }

    List<Incident> incidents() {
        return incidents.list(IncidentQuery.Filter.ALL, 0, INCIDENTS);
    }

    Optional<Incident> incident(IncidentId id) {
        return incidents.find(id);
    }

    Draft draft(IncidentId incident, String template) {
        return messages.draft(incident, template);
    }

    void send(Sending sending) {
        messages.send(sending, currentActor.get());
    }

    void test(Channel channel, String recipient) {
        messages.test(channel.key(), recipient, currentActor.get());
    }

    void retry(Delivery delivery) {
        messages.retry(delivery.id(), delivery.version(), currentActor.get());
    }

    void cancel(Delivery delivery) {
        messages.cancel(delivery.id(), delivery.version(), currentActor.get());
    }

    void arrived(Delivery delivery) {
        messages.arrived(delivery.id(), delivery.version(), currentActor.get());
    }

    void read(Message message) {
        readers.read(message.id(), currentActor.get());
    }

    void readBy(Message message, String reader) {
        readers.readBy(message.id(), reader, currentActor.get());
    }

    String myName() {
        return currentActor.get().name();
    }

    String myMail() {
        return messages.mailOf(currentActor.get()).orElse("");
    }

    Optional<String> obstacle(Channel channel) {
        return messages.obstacle(channel.key());
    }

    List<Message> list(MessageQuery.Filter filter, int limit) {
        return query.list(filter, 0, limit);
    }

    int count(MessageQuery.Filter filter) {
        return query.count(filter);
    }

    LiveUpdates liveUpdates() {
        return liveUpdates;
    }
}
