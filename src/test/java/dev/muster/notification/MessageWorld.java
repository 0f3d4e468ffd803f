package dev.muster.notification;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.practice.MailSink;
import dev.muster.practice.SlackReceiver;
import dev.muster.practice.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Messages on a real database, with a real mail server and a receiver that speaks as Slack does. */
public final class MessageWorld implements AutoCloseable {

    public static final String TOKEN = "XsecretXhookXtokenX";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final MailSink mails = MailSink.started();
    public final SlackReceiver slack = SlackReceiver.started(0, TOKEN);
    public final IncidentWorld incidents;

    /** @param mailPort where the plan's mail server is; 0 for the mail sink */
    public MessageWorld(int lanes, int mailPort, Class<?>... more) {
        MessageBeans.Estate estate =
                new MessageBeans.Estate(webhook(slack.webhook()), mailPort == 0 ? mails.port() : mailPort, lanes);
        Class<?>[] all = new Class<?>[more.length + 1];
        all[0] = MessageBeans.class;
        System.arraycopy(more, 0, all, 1, more.length);
        incidents = MessageBeans.with(estate, () -> new IncidentWorld(all));
    }

    public static MessageWorld sending() {
        return new MessageWorld(4, 0);
    }

    /** Nothing leaves by itself. */
    public static MessageWorld still(Class<?>... more) {
        return new MessageWorld(0, 0, more);
    }

    public <T> T get(Class<T> type) {
        return incidents.context().getBean(type);
    }

    public Messages messages() {
        return get(Messages.class);
    }

    public List<Message> outbox(IncidentId incident) {
        return get(MessageQuery.class).list(MessageQuery.Filter.of(incident), 0, 1000);
    }

    public List<Delivery> copies(IncidentId incident) {
        return outbox(incident).stream().flatMap(it -> it.deliveries().stream()).toList();
    }

    public Delivery onlyCopy(IncidentId incident) {
        return copies(incident).getFirst();
    }

    public Sending alert(IncidentId incident) {
        Draft draft = messages().draft(incident, "initial-alert");
        return new Sending(
                draft.act(),
                incident,
                draft.template(),
                draft.parts().stream()
                        .map(it -> new Sending.Part(it.channelKey(), it.subject(), it.body(), it.recipients()))
                        .toList());
    }

    /** Words of one's own to one channel. */
    public Sending words(IncidentId incident, String channel, String subject, String body, String... recipients) {
        return new Sending(
                UUID.randomUUID(),
                incident,
                "initial-alert",
                List.of(new Sending.Part(channel, subject, body, List.of(recipients))));
    }

    public IncidentId anExercise() {
        IncidentId id = incidents.aDeclaredIncident();
        execute("update incident set exercise = true where id = " + id.value());
        return id;
    }

    public void sweep() {
        get(OutboxSender.class).sweep();
    }

    /** Waits until the incident's only copy is in the state. */
    public Delivery until(IncidentId incident, DeliveryState state) {
        Waiting.until(
                PATIENCE,
                "the copy is " + state + ": " + copies(incident),
                () -> onlyCopy(incident).state() == state);
        return onlyCopy(incident);
    }

    public void execute(String sql) {
        try (Connection connection = get(DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public HikariDataSource database() {
        return (HikariDataSource) get(DataSource.class);
    }

    @Override
    public void close() {
        incidents.close();
        slack.close();
        mails.close();
    }

    static Path webhook(String address) {
        try {
            Path file = Files.createTempFile("webhook", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, address);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
