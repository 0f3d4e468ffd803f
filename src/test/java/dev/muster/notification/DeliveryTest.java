package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.attention.Attention;
import dev.muster.attention.AttentionSource;
import dev.muster.incident.IncidentId;
import dev.muster.practice.Ports;
import dev.muster.practice.Waiting;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final ScriptedMailServer MAIL_SERVER = new ScriptedMailServer();
    private static final MessageWorld SINK = MessageWorld.sending();
    private static final MessageWorld SCRIPTED = new MessageWorld(4, MAIL_SERVER.port());

    private MessageWorld world = SINK;
    private IncidentId incident = new IncidentId(0);

    @AfterEach
    void nothing_is_left_over() {
        SINK.slack.received().clear();
        SINK.slack.answersAfter(0);
    }

    @AfterAll
    static void close() throws Exception {
        SINK.close();
        SCRIPTED.close();
        MAIL_SERVER.close();
    }

    @Test
    void slack_gets_words_that_mention_nobody_and_a_key() {
        send("primary", "", "a < b & c > d <!channel> <@U1> @here @Everyone – übermorgen 🔥");

        Delivery copy = world.until(incident, DeliveryState.SENT);
        assertThat(world.slack.received()).singleElement().satisfies(it -> {
            assertThat(it.text())
                    .isEqualTo("a &lt; b &amp; c &gt; d &lt;!channel&gt; &lt;@U1&gt; @\u2060here @\u2060Everyone"
                            + " – übermorgen 🔥");
            assertThat(it.key()).hasSize(36);
        });
        assertThat(copy.attempts()).isEqualTo(1);
    }

    @Test
    void each_mail_has_one_recipient_its_words_in_utf_8_and_an_id_of_its_own() throws Exception {
        send(
                "secondary",
                "Störung – Zürich",
                ".Erste Zeile\n" + "ü".repeat(1200) + "\nLetzte",
                "a@company.com",
                "b@company.com");

        Waiting.until(Duration.ofSeconds(60), "both are sent", () -> world.copies(incident).stream()
                .allMatch(it -> it.state() == DeliveryState.SENT));
        List<MimeMessage> mails = world.mails.received();
        assertThat(mails).hasSize(2);
        for (MimeMessage mail : mails) {
            assertThat(mail.getSubject()).isEqualTo("Störung – Zürich");
            assertThat(String.valueOf(mail.getContent()).replace("\r\n", "\n").strip())
                    .isEqualTo(".Erste Zeile\n" + "ü".repeat(1200) + "\nLetzte");
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getFrom()[0]).hasToString("muster@company.com");
            assertThat(mail.getMessageID()).isEqualTo("<" + mail.getHeader("X-Muster-Delivery")[0] + "@company.com>");
        }
        assertThat(mails.get(0).getMessageID()).isNotEqualTo(mails.get(1).getMessageID());
    }

    @Test
    void slack_that_asks_to_wait_is_asked_again_when_it_said_and_not_before() {
        Instant sentAt = world.incidents.clock.instant();
        world.slack.answersOnce(429, "rate_limited", Map.of("Retry-After", "40"));
        send("primary", "", "Words");

        Delivery waiting = world.until(incident, DeliveryState.RETRYING);
        assertThat(waiting.nextAt()).isEqualTo(sentAt.plusSeconds(40));
        assertThat(waiting.reason()).isEqualTo("Slack asks to wait (429).");
        world.incidents.clock.turn(Duration.ofSeconds(39));
        world.sweep();
        assertThat(world.slack.received()).isEmpty();
        world.incidents.clock.turn(Duration.ofSeconds(1));
        world.sweep();
        world.until(incident, DeliveryState.SENT);
        assertThat(world.slack.received()).hasSize(1);
    }

    @Test
    void it_is_given_up_after_the_last_pause_and_a_person_can_try_again() {
        Instant sentAt = world.incidents.clock.instant();
        world.slack.answersOnce(500, "server_error", Map.of());
        world.slack.answersOnce(503, "", Map.of());
        world.slack.answersOnce(500, "rollup_error", Map.of());
        send("primary", "", "Words");

        assertThat(world.until(incident, DeliveryState.RETRYING).nextAt()).isEqualTo(sentAt.plusSeconds(10));
        again(Duration.ofSeconds(10), 2);
        again(Duration.ofSeconds(60), 3);
        Delivery failed = world.until(incident, DeliveryState.FAILED);
        assertThat(failed.reason()).isEqualTo("Slack cannot take it now (500 rollup_error). Given up after 3 tries.");
        assertThat(lastLine()).isEqualTo("A message did not reach #incident-response: see Messages");
        assertThat(waiting()).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("A message did not reach #incident-response");
            assertThat(it.link()).isEqualTo("messages?incident=" + incident.value() + "&state=failed");
        });

        world.messages().retry(failed.id(), failed.version(), COMMANDER);
        assertThat(world.until(incident, DeliveryState.SENT).attempts()).isEqualTo(1);
        assertThat(waiting()).isEmpty();
        assertThat(world.slack.received()).singleElement().satisfies(it -> assertThat(it.text())
                .isEqualTo("Words"));
    }

    @Test
    void what_slack_refuses_for_good_fails_at_once_with_a_reason_and_without_the_address() {
        for (var refusal : Map.of(
                        400, "invalid_payload", 403, "invalid_token", 404, "no_service", 410, "channel_is_archived")
                .entrySet()) {
            world.slack.answersOnce(refusal.getKey(), refusal.getValue(), Map.of());
            send("primary", "", "Words");
            String reason = world.until(incident, DeliveryState.FAILED).reason();
            assertThat(reason).contains(refusal.getKey() + " " + refusal.getValue());
            assertThat(reason).doesNotContain(MessageWorld.TOKEN, "services/");
        }
        assertThat(world.slack.received()).isEmpty();
    }

    @Test
    void slack_that_takes_the_call_and_says_nothing_leaves_it_unknown_until_a_person_looks() {
        world.slack.answersAfter(60_000);
        send("primary", "", "Words");

        Delivery unknown = world.until(incident, DeliveryState.UNKNOWN);
        assertThat(unknown.reason()).isEqualTo("Slack took the call and gave no answer. It may have arrived.");
        assertThat(lastLine()).startsWith("Nobody knows whether a message reached #incident-response");
        world.slack.answersAfter(0);
        world.sweep();
        assertThat(world.slack.received()).hasSize(1);

        world.messages().retry(unknown.id(), unknown.version(), COMMANDER);
        world.until(incident, DeliveryState.SENT);
        assertThat(world.slack.received().get(1).text())
                .isEqualTo("(Sent again: this may have reached you before.)\n\nWords");
        assertThat(world.slack.received().get(1).key())
                .isEqualTo(world.slack.received().get(0).key());
    }

    @Test
    void receivers_that_are_not_there_are_called_again() {
        try (MessageWorld alone = new MessageWorld(4, Ports.free())) {
            world = alone;
            alone.slack.close();
            send("primary", "", "Words");
            assertThat(world.until(incident, DeliveryState.RETRYING).reason()).isEqualTo("Slack cannot be reached.");
            send("secondary", "x", "Words", "a@company.com");
            assertThat(world.until(incident, DeliveryState.RETRYING).reason()).contains("127.0.0.1 cannot be reached");
        }
    }

    @Test
    void a_recipient_whom_the_mail_server_does_not_know_fails_and_one_that_is_busy_is_tried_again() {
        world = SCRIPTED;
        MAIL_SERVER.taken.clear();
        MAIL_SERVER.toRecipient = "550 5.1.1 no such user";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(incident, DeliveryState.FAILED).reason())
                .isEqualTo("The mail server refuses it: 550 5.1.1 no such user");

        MAIL_SERVER.toRecipient = "450 4.2.1 mailbox busy";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(incident, DeliveryState.RETRYING).reason()).contains("450 4.2.1 mailbox busy");
        assertThat(MAIL_SERVER.taken).isEmpty();
    }

    @Test
    void a_mail_server_that_breaks_off_before_the_text_has_nothing_and_after_it_nobody_knows() {
        world = SCRIPTED;
        MAIL_SERVER.toRecipient = "";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(incident, DeliveryState.RETRYING).reason()).contains("breaks off before the text");

        MAIL_SERVER.toRecipient = "250 OK";
        MAIL_SERVER.toText = "";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(incident, DeliveryState.UNKNOWN).reason())
                .isEqualTo("The mail server took the text and gave no answer. It may have arrived.");

        MAIL_SERVER.toText = "552 5.3.4 too big";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(incident, DeliveryState.FAILED).reason()).contains("552 5.3.4 too big");
    }

    private void again(Duration pause, int attempts) {
        world.incidents.clock.turn(pause);
        world.sweep();
        Waiting.until(
                Duration.ofSeconds(60),
                "try " + attempts,
                () -> world.onlyCopy(incident).attempts() == attempts
                        && world.onlyCopy(incident).state() != DeliveryState.SENDING);
    }

    private void send(String channel, String subject, String body, String... recipients) {
        incident = world.incidents.aDeclaredIncident();
        world.messages().send(world.words(incident, channel, subject, body, recipients), COMMANDER);
    }

    private List<Attention> waiting() {
        return world.get(AttentionSource.class).waiting(world.incidents.clock.instant()).stream()
                .filter(it -> it.incident()
                        .map(Attention.Of::id)
                        .filter(incident::equals)
                        .isPresent())
                .toList();
    }

    private String lastLine() {
        return world.incidents.room(incident).timeline().getFirst().text();
    }
}
