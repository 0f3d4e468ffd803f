package dev.muster.notification;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.Refused;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.IncidentState;
import dev.muster.incident.Permission;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.notification.Outbox.NewMessage;
import dev.muster.plan.Channel;
import dev.muster.plan.Plans;
import dev.muster.plan.Template;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes messages and puts them into the outbox; what is done with their copies afterwards is {@link CopyControl}'s. */
@Service
class OutboxService implements Messages {

    private static final String SEND = "send-message";

    private final Outbox outbox;
    private final CopyControl copies;
    private final Channels channels;
    private final IncidentQuery incidents;
    private final Plans plans;
    private final Permission permission;
    private final Timeline timeline;
    private final AuditLog audit;
    private final NotificationSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxService(
            Outbox outbox,
            CopyControl copies,
            Channels channels,
            IncidentQuery incidents,
            Plans plans,
            Permission permission,
            Timeline timeline,
            AuditLog audit,
            NotificationSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.outbox = outbox;
        this.copies = copies;
        this.channels = channels;
        this.incidents = incidents;
        this.plans = plans;
        this.permission = permission;
        this.timeline = timeline;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Draft draft(IncidentId id, String templateKey) {
        Incident incident = incident(id);
        Template template = template(incident, templateKey);
        Facts facts = Facts.of(incident, plans.version(incident.planVersionId()).plan(), settings.url());
        List<Draft.Part> parts =
                channels.written().stream().map(it -> part(it, template, facts)).toList();
        return new Draft(UUID.randomUUID(), id, templateKey, banner(incident), parts);
    }

    private Draft.Part part(Channel channel, Template template, Facts facts) {
        MustacheFilling body = MustacheFilling.of("text", template.body().strip(), facts);
        List<Hole> holes = new ArrayList<>();
        String subject = "";
        if (channel.kind() == Channel.Kind.EMAIL) {
            MustacheFilling filled = MustacheFilling.of("subject", template.subject(), facts);
            subject = filled.text();
            holes.addAll(filled.holes());
        }
        holes.addAll(body.holes());
        return new Draft.Part(
                channel.key(),
                channel.title(),
                channel.kind(),
                subject,
                body.text(),
                Channels.recipients(channel),
                holes,
                channels.obstacle(channel));
    }

    @Override
    @Transactional
    public List<MessageId> send(Sending sending, Actor actor) {
        permission.require(Role.COMMANDER, actor, SEND, "incident", sending.incident());
        Incident incident = incident(sending.incident());
        if (incident.state() == IncidentState.CLOSED) {
            throw new Refused(incident.id() + " is closed: nothing more is sent about it.");
        }
        Template template = template(incident, sending.template());
        if (sending.parts().isEmpty()) {
            throw new Refused("Choose at least one channel.");
        }
        Instant now = clock.instant();
        List<MessageId> sent = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Sending.Part part : sending.parts()) {
            NewMessage message = message(sending, part, incident, template, now);
            sent.add(outbox.add(message, actor)
                    .orElseThrow(() -> new Refused("This was sent to "
                            + message.channel().title() + " before. To send more, begin a new message.")));
            told.add(message.channel().title() + " (" + String.join(", ", message.recipients()) + ")");
        }
        String text = (incident.exercise() ? MessageText.EXERCISE.subjectPrefix() : "") + "Sent \"" + template.title()
                + "\" to " + String.join(", ", told);
        timeline.append(incident.id(), now, TimelineKind.MESSAGE, actor, text, null);
        String numbers = sent.stream().map(MessageId::toString).collect(Collectors.joining(", "));
        audit.record(actor, AuditFact.done(SEND, "incident", incident.id(), null, text + ", message " + numbers));
        changed(Optional.of(incident.id()));
        return sent;
    }

    private NewMessage message(Sending sending, Sending.Part part, Incident incident, Template template, Instant now) {
        Channel channel = channels.ready(part.channelKey());
        boolean mail = channel.kind() == Channel.Kind.EMAIL;
        Optional<Draft.Banner> banner = banner(incident);
        return new NewMessage(
                sending.act(),
                incident.id(),
                channel,
                template.key(),
                template.title(),
                mail ? MessageText.subject(banner, MessageText.subject(part.subject())) : "",
                MessageText.body(banner, MessageText.body(part.body())),
                incident.exercise(),
                mail ? MessageText.mails(part.recipients()) : List.of(channel.address()),
                now);
    }

    @Override
    @Transactional
    public MessageId test(String channelKey, String recipient, Actor actor) {
        permission.require(Role.COMMANDER, actor, "test-channel", "channel", channelKey);
        Channel channel = channels.ready(channelKey);
        boolean mail = channel.kind() == Channel.Kind.EMAIL;
        Optional<Draft.Banner> banner = Optional.of(MessageText.TEST);
        String who = Facts.line(actor.name());
        List<String> recipients = mail ? MessageText.mails(List.of(recipient)) : List.of(channel.address());
        MessageId id = outbox.add(
                        new NewMessage(
                                UUID.randomUUID(),
                                null,
                                channel,
                                null,
                                "Test",
                                mail ? MessageText.subject(banner, "Muster reaches you") : "",
                                MessageText.body(
                                        banner,
                                        who + " sent this from Muster over the channel \"" + channel.title()
                                                + "\". If you can read it, it works."),
                                false,
                                recipients,
                                clock.instant()),
                        actor)
                .orElseThrow();
        audit.record(
                actor,
                AuditFact.done("test-channel", "channel", channelKey, null, "message " + id + " to " + recipients));
        changed(Optional.empty());
        return id;
    }

    @Override
    public void retry(DeliveryId delivery, int version, Actor actor) {
        copies.retry(delivery, version, actor);
    }

    @Override
    public void cancel(DeliveryId delivery, int version, Actor actor) {
        copies.cancel(delivery, version, actor);
    }

    @Override
    public void arrived(DeliveryId delivery, int version, Actor actor) {
        copies.arrived(delivery, version, actor);
    }

    @Override
    public Optional<String> mailOf(Actor actor) {
        return channels.mailOf(actor);
    }

    @Override
    public Optional<String> obstacle(String channelKey) {
        return channels.obstacle(channels.written(channelKey));
    }

    private void changed(Optional<IncidentId> incident) {
        events.publishEvent(new OutboxWanted());
        events.publishEvent(new OutboxChanged());
        incident.ifPresent(it -> events.publishEvent(new IncidentMessagesChanged(it)));
    }

    private static Optional<Draft.Banner> banner(Incident incident) {
        return incident.exercise() ? Optional.of(MessageText.EXERCISE) : Optional.empty();
    }

    private Incident incident(IncidentId id) {
        return incidents.find(id).orElseThrow(() -> new Refused("There is no " + id + "."));
    }

    private Template template(Incident incident, String key) {
        List<Template> templates =
                plans.version(incident.planVersionId()).plan().templates();
        return templates.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refused("The plan of " + incident.id() + " has no message \""
                        + MessageText.shortened(key, 60) + "\". It has "
                        + templates.stream().map(Template::key).collect(Collectors.joining(", ")) + "."));
    }
}
