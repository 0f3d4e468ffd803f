package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.practice.Ports;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final ScriptedMailServer mailServer = new ScriptedMailServer();
    private MessageWorld world = MessageWorld.sending();

    @AfterEach
    void close() throws Exception {
        world.close();
        mailServer.close();
    }

    @Test
    void slack_gets_words_that_mention_nobody_and_a_key() {
        send("primary", "", "a < b & c > d <!channel> <@U1> @here @Everyone – übermorgen 🔥");

        Delivery copy = world.until(DeliveryState.SENT);
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
        send("secondary", "Störung – Zürich", ".Erste Zeile\n" + "ü".repeat(1200) + "\nLetzte", "a@company.com", "b@company.com");

        dev.muster.practice.Waiting.until(
                Duration.ofSeconds(30),
                "both are sent",
                () -> world.copies().stream().allMatch(it -> it.state() == DeliveryState.SENT));
        List<MimeMessage> mails = world.mails.received();
        assertThat(mails).hasSize(2);
        for (MimeMessage mail : mails) {
            assertThat(mail.getSubject()).isEqualTo("Störung – Zürich");
            assertThat(String.valueOf(mail.getContent()).replace("\r\n", "\n").strip())
                    .isEqualTo(".Erste Zeile\n" + "ü".repeat(1200) + "\nLetzte");
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getFrom()[0]).hasToString("muster@company.com");
            assertThat(mail.getMessageID())
                    .isEqualTo("<" + mail.getHeader("X-Muster-Delivery")[0] + "@company.com>");
        }
        assertThat(mails.get(0).getMessageID()).isNotEqualTo(mails.get(1).getMessageID());
    }

    @Test
    void slack_that_asks_to_wait_is_asked_again_when_it_said_and_not_before() {
        world.slack.answersOnce(429, "rate_limited", Map.of("Retry-After", "40"));
        send("primary", "", "Words");

        Delivery waiting = world.until(DeliveryState.RETRYING);
        assertThat(waiting.nextAt()).isEqualTo(IncidentWorld.NOON.plusSeconds(40));
        assertThat(waiting.reason()).isEqualTo("Slack asks to wait (429).");
        world.incidents.clock.turn(Duration.ofSeconds(39));
        world.sweep();
        assertThat(world.slack.received()).isEmpty();
        world.incidents.clock.turn(Duration.ofSeconds(1));
        world.sweep();
        world.until(DeliveryState.SENT);
        assertThat(world.slack.received()).hasSize(1);
    }

    @Test
    void it_is_given_up_after_the_last_pause_and_a_person_can_try_again() {
        world.slack.answersOnce(500, "server_error", Map.of());
        world.slack.answersOnce(503, "", Map.of());
        world.slack.answersOnce(500, "rollup_error", Map.of());
        send("primary", "", "Words");

        assertThat(world.until(DeliveryState.RETRYING).nextAt()).isEqualTo(IncidentWorld.NOON.plusSeconds(10));
        again(Duration.ofSeconds(10), 2);
        again(Duration.ofSeconds(60), 3);
        Delivery failed = world.until(DeliveryState.FAILED);
        assertThat(failed.reason()).isEqualTo("Slack cannot take it now (500 rollup_error). Given up after 3 tries.");
        assertThat(lastLine()).isEqualTo("A message did not reach #incident-response: see Messages");

        world.messages().retry(failed.id(), failed.version(), COMMANDER);
        assertThat(world.until(DeliveryState.SENT).attempts()).isEqualTo(1);
        assertThat(world.slack.received()).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("Words"));
    }

    @Test
    void what_slack_refuses_for_good_fails_at_once_with_a_reason_and_without_the_address() {
        for (var refusal : Map.of(
                        400, "invalid_payload", 403, "invalid_token", 404, "no_service", 410, "channel_is_archived")
                .entrySet()) {
            world.slack.answersOnce(refusal.getKey(), refusal.getValue(), Map.of());
            send("primary", "", "Words");
            String reason = world.until(DeliveryState.FAILED).reason();
            assertThat(reason).contains(refusal.getKey() + " " + refusal.getValue());
            assertThat(reason).doesNotContain(MessageWorld.TOKEN, "services/");
        }
        assertThat(world.slack.received()).isEmpty();
    }

    @Test
    void slack_that_takes_the_call_and_says_nothing_leaves_it_unknown_until_a_person_looks() {
        world.slack.answersAfter(60_000);
        send("primary", "", "Words");

        Delivery unknown = world.until(DeliveryState.UNKNOWN);
        assertThat(unknown.reason()).isEqualTo("Slack took the call and gave no answer. It may have arrived.");
        assertThat(lastLine()).startsWith("Nobody knows whether a message reached #incident-response");
        world.slack.answersAfter(0);
        world.sweep();
        assertThat(world.slack.received()).hasSize(1);

        world.messages().retry(unknown.id(), unknown.version(), COMMANDER);
        world.until(DeliveryState.SENT);
        assertThat(world.slack.received().get(1).text())
                .isEqualTo("(Sent again: this may have reached you before.)\n\nWords");
        assertThat(world.slack.received().get(1).key())
                .isEqualTo(world.slack.received().get(0).key());
    }

    @Test
    void a_receiver_that_is_not_there_is_called_again() {
        world.slack.close();
        send("primary", "", "Words");

        assertThat(world.until(DeliveryState.RETRYING).reason()).isEqualTo("Slack cannot be reached.");
    }

    @Test
    void a_recipient_whom_the_mail_server_does_not_know_fails_and_one_that_is_busy_is_tried_again() {
        withMailServer();
        mailServer.toRecipient = "550 5.1.1 no such user";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(DeliveryState.FAILED).reason())
                .isEqualTo("The mail server refuses it: 550 5.1.1 no such user");

        mailServer.toRecipient = "450 4.2.1 mailbox busy";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(DeliveryState.RETRYING).reason()).contains("450 4.2.1 mailbox busy");
        assertThat(mailServer.taken).isEmpty();
    }

    @Test
    void a_mail_server_that_breaks_off_before_the_text_has_nothing_and_after_it_nobody_knows() {
        withMailServer();
        mailServer.toRecipient = "";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(DeliveryState.RETRYING).reason()).contains("breaks off before the text");

        mailServer.toRecipient = "250 OK";
        mailServer.toText = "";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(DeliveryState.UNKNOWN).reason())
                .isEqualTo("The mail server took the text and gave no answer. It may have arrived.");

        mailServer.toText = "552 5.3.4 too big";
        send("secondary", "x", "Words", "a@company.com");
        assertThat(world.until(DeliveryState.FAILED).reason()).contains("552 5.3.4 too big");
    }

    @Test
    void a_mail_server_that_nobody_listens_on_is_called_again() {
        world.close();
        world = new MessageWorld(4, Ports.free());
        send("secondary", "x", "Words", "a@company.com");

        assertThat(world.until(DeliveryState.RETRYING).reason()).contains("127.0.0.1 cannot be reached");
    }

    private void withMailServer() {
        world.close();
        world = new MessageWorld(4, mailServer.port());
    }

    private void again(Duration pause, int attempts) {
        world.incidents.clock.turn(pause);
        world.sweep();
        dev.muster.practice.Waiting.until(
                Duration.ofSeconds(30),
                "try " + attempts,
                () -> world.onlyCopy().attempts() == attempts
                        && world.onlyCopy().state() != DeliveryState.SENDING);
    }

    private IncidentId send(String channel, String subject, String body, String... recipients) {
        IncidentId incident = world.incidents.aDeclaredIncident();
        world.messages().send(world.words(incident, channel, subject, body, recipients), COMMANDER);
        return incident;
    }

    private String lastLine() {
        Message message = world.outbox().getFirst();
        IncidentId incident = java.util.Objects.requireNonNull(message.incident());
        return world.incidents.room(incident).timeline().getFirst().text();
    }
}
