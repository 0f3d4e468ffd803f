package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.audit.AuditFact;
import dev.muster.common.Refused;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class MessagesTest {

    private static final MessageWorld world = MessageWorld.still();
    private final IncidentId incident = world.incidents.aDeclaredIncident();

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_template_is_filled_for_each_channel_that_muster_writes_to() {
        Draft draft = world.messages().draft(incident, "initial-alert");

        assertThat(draft.parts())
                .extracting(Draft.Part::channelKey, Draft.Part::subject, Draft.Part::recipients)
                .containsExactly(
                        tuple("primary", "", List.of("#incident-response")),
                        tuple(
                                "secondary",
                                "INCIDENT ALERT - SEV 1: Database corruption",
                                List.of("incident@company.com", "it@company.com")),
                        tuple("mute", "", List.of("#nobody")));
        assertThat(draft.parts().getFirst().body())
                .isEqualTo("INCIDENT ALERT - SEV 1\n\nWhat: Database corruption on bdc_production\n" + "Time: "
                        + facts().known().get("time") + "\nRoom: https://muster.example/incidents/" + incident.value());
        assertThat(draft.parts()).allMatch(it -> it.holes().isEmpty());
        assertThat(draft.parts().get(2).obstacle())
                .hasValueSatisfying(it -> assertThat(it).contains("channels.mute.webhook"));
        assertThat(draft.banner()).isEmpty();
    }

    @Test
    void a_fact_that_nobody_knows_is_shown_at_its_place_and_nothing_is_sent() {
        Draft.Part part =
                world.messages().draft(incident, "recovery-complete").parts().getFirst();

        assertThat(part.body()).contains("Duration: {{downtime}}");
        assertThat(part.holes()).singleElement().satisfies(it -> assertThat(it.toString())
                .startsWith("{{downtime}} in line 3, column 11 of the text: " + incident + " is not resolved yet")
                .contains("application, commander, room, scenario"));
        assertThatThrownBy(() -> send(world.words(incident, "primary", "", part.body())))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("{{downtime}} in line 3, column 11 of the text")
                .hasMessageEndingWith("Nothing was sent.");
        assertThat(world.outbox(incident)).isEmpty();

        world.incidents.clock.turn(Duration.ofMinutes(65));
        world.incidents.incidents().resolve(incident, COMMANDER);
        assertThat(world.messages()
                        .draft(incident, "recovery-complete")
                        .parts()
                        .getFirst()
                        .body())
                .contains("Duration: 1 h 15 min");
    }

    @Test
    void a_time_says_its_zone_and_an_address_that_nobody_knows_is_a_hole() {
        assertThat(facts().known().get("time")).matches("2026-11-22 \\d\\d:\\d\\d UTC");
        assertThat(MustacheFilling.of("text", "Go to {{room}}", facts()).holes())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("muster.url"));
    }

    @Test
    void what_is_no_variable_is_never_run() {
        Draft.Part mail = world.messages().draft(incident, "odd").parts().get(1);

        assertThat(mail.subject()).isEqualTo("{{colour}}");
        assertThat(mail.body()).isEqualTo("A {{#title}}{{/title}} and {{downtime}}");
        assertThat(mail.holes())
                .extracting(Hole::part, Hole::name, Hole::line, Hole::column)
                .containsExactly(
                        tuple("subject", "colour", 1, 1),
                        tuple("text", "#title", 1, 3),
                        tuple("text", "/title", 1, 13),
                        tuple("text", "downtime", 1, 28));
        assertThat(mail.holes().getFirst().why()).startsWith("there is no such variable");
    }

    @Test
    void a_value_that_looks_like_a_variable_or_like_two_lines_is_one_line_of_words() {
        IncidentId odd = world.incidents
                .incidents()
                .declare(
                        new Declaration("ransomware", 2, "{{commander}} <!channel>", null, IncidentWorld.NOON),
                        COMMANDER);

        Draft.Part part = world.messages().draft(odd, "initial-alert").parts().getFirst();

        assertThat(part.body()).contains("What: { {commander} } <!channel>\n");
        assertThat(part.holes()).isEmpty();
        assertThat(Facts.line("one\r\nBcc: all@company.com\u2028two")).isEqualTo("one  Bcc: all@company.com two");
    }

    @Test
    void sending_writes_message_copies_timeline_and_audit_together() {
        Sending alert = world.alert(incident);
        send(new Sending(alert.act(), incident, alert.template(), alert.parts().subList(0, 2)));

        assertThat(world.copies(incident))
                .extracting(Delivery::recipient, Delivery::state)
                .containsExactlyInAnyOrder(
                        tuple("#incident-response", DeliveryState.QUEUED),
                        tuple("incident@company.com", DeliveryState.QUEUED),
                        tuple("it@company.com", DeliveryState.QUEUED));
        assertThat(lines())
                .containsExactly("Sent \"Initial alert\" to Primary (#incident-response), Secondary"
                        + " (incident@company.com, it@company.com)");
        assertThat(world.incidents.audit.facts).extracting(AuditFact::action).contains("send-message");
    }

    @Test
    void when_the_audit_row_cannot_be_written_nothing_is_in_the_outbox() {
        try (MessageWorld broken = MessageWorld.still()) {
            IncidentId id = broken.incidents.aDeclaredIncident();
            Sending words = broken.words(id, "primary", "", "Words");
            broken.incidents.audit.breaks();

            assertThatThrownBy(() -> broken.messages().send(words, COMMANDER))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(broken.outbox(id)).isEmpty();
            assertThat(broken.incidents.room(id).timeline())
                    .extracting(TimelineEntry::kind)
                    .doesNotContain(TimelineKind.MESSAGE);
        }
    }

    @Test
    void one_act_sends_once_however_often_the_button_is_pressed() {
        Sending words = world.words(incident, "primary", "", "Words");
        send(words);

        assertThatThrownBy(() -> send(words))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("sent to Primary before");

        assertThat(world.outbox(incident)).hasSize(1);
    }

    @Test
    void only_a_commander_sends() {
        assertThatThrownBy(() -> world.messages().send(world.alert(incident), RESPONDER))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> world.messages().test("primary", "", RESPONDER))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(world.outbox(incident)).isEmpty();
        assertThat(world.incidents.audit.facts).extracting(AuditFact::result).contains("refused: needs COMMANDER");
    }

    @Test
    void words_and_recipients_that_are_not_allowed_are_refused_with_the_reason() {
        refused(
                world.words(incident, "secondary", "Hello\nBcc: all@company.com", "x", "a@b.c"),
                "line break",
                "\"Hello");
        refused(world.words(incident, "secondary", "x".repeat(201), "x", "a@b.c"), "1 to 200 characters", "201");
        refused(world.words(incident, "primary", "", "x".repeat(4001)), "1 to 4000 characters", "4001");
        refused(world.words(incident, "primary", "", " \n "), "1 to 4000 characters", "0");
        refused(world.words(incident, "secondary", "x", "x", "a@b.c\r\nTo: d@e.f"), "is not a mail address");
        refused(world.words(incident, "secondary", "x", "x", "Jane <a@b.c>"), "is not a mail address");
        refused(world.words(incident, "secondary", "x", "x", " "), "1 to 50 recipients");
        refused(world.words(incident, "secondary", "x", "half {{ of", "a@b.c"), "half of a variable");
        refused(world.words(incident, "emergency", "", "x"), "does not write to the channel \"emergency\"");
        refused(world.words(incident, "mute", "", "x"), "channels.mute.webhook");
        refused(world.words(new IncidentId(404), "primary", "", "x"), "There is no INC-404");
        refused(
                new Sending(UUID.randomUUID(), incident, "poem", List.of()),
                "has no message \"poem\"",
                "initial-alert");
        refused(new Sending(UUID.randomUUID(), incident, "odd", List.of()), "at least one channel");
        assertThat(world.outbox(incident)).isEmpty();
    }

    @Test
    void an_exercise_says_so_in_every_message_whatever_somebody_edits() {
        IncidentId exercise = world.anExercise();

        assertThat(world.messages().draft(exercise, "initial-alert").banner()).isPresent();
        send(world.words(exercise, "primary", "", "Everything is burning"));
        send(world.words(exercise, "secondary", "All down", "Everything is burning", "a@b.c", "A@B.C"));

        assertThat(world.outbox(exercise)).allSatisfy(it -> {
            assertThat(it.exercise()).isTrue();
            assertThat(it.body()).startsWith("EXERCISE EXERCISE EXERCISE: this is a drill. Nothing is down.\n\nEvery");
        });
        assertThat(world.outbox(exercise).getFirst().subject()).isEqualTo("[EXERCISE] All down");
        assertThat(world.copies(exercise)).hasSize(2);
        assertThat(lines(exercise)).allMatch(it -> it.startsWith("[EXERCISE] Sent "));
    }

    @Test
    void a_test_message_belongs_to_no_incident() {
        MessageId id = world.messages().test("secondary", "jane@company.com", COMMANDER);

        Message test = world.get(MessageQuery.class)
                .list(MessageQuery.Filter.ALL, 0, 1)
                .getFirst();
        assertThat(test.id()).isEqualTo(id);
        assertThat(test.incident()).isNull();
        assertThat(test.subject()).isEqualTo("[TEST] Muster reaches you");
        assertThat(test.body()).contains("Nothing is down", "Jane Smith");
        assertThat(test.deliveries()).extracting(Delivery::recipient).containsExactly("jane@company.com");
    }

    @Test
    void a_copy_is_taken_back_only_while_it_waits_and_only_as_it_was_seen() {
        send(world.words(incident, "primary", "", "Words"));
        Delivery seen = world.onlyCopy(incident);

        assertThatThrownBy(() -> world.messages().cancel(seen.id(), 7, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("moved on meanwhile");
        assertThatThrownBy(() -> world.messages().arrived(seen.id(), seen.version(), COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is queued now");
        world.messages().cancel(seen.id(), seen.version(), COMMANDER);

        assertThat(world.onlyCopy(incident).state()).isEqualTo(DeliveryState.CANCELLED);
        assertThat(lines()).contains("Cancelled: the message to #incident-response (Primary)");
        assertThatThrownBy(() -> world.messages().retry(seen.id(), 1, COMMANDER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void every_legal_move_of_a_copy() {
        StringBuilder table = new StringBuilder();
        for (DeliveryState from : DeliveryState.values()) {
            table.append(from).append(':');
            for (DeliveryState to : DeliveryState.values()) {
                table.append(from.mayBecome(to) ? " " + to : "");
            }
            table.append('\n');
        }
        assertThat(table).hasToString("""
                QUEUED: SENDING CANCELLED
                SENDING: QUEUED RETRYING SENT FAILED UNKNOWN
                RETRYING: QUEUED SENDING CANCELLED
                SENT:
                FAILED: QUEUED
                UNKNOWN: QUEUED RETRYING SENT FAILED
                CANCELLED:
                """);
    }

    private Facts facts() {
        return Facts.of(
                world.incidents.query().find(incident).orElseThrow(),
                world.get(dev.muster.plan.Plans.class).current().plan(),
                "");
    }

    private void refused(Sending sending, String... parts) {
        assertThatThrownBy(() -> send(sending)).isInstanceOf(Refused.class).hasMessageContainingAll(parts);
    }

    private void send(Sending sending) {
        world.messages().send(sending, COMMANDER);
    }

    private List<String> lines() {
        return lines(incident);
    }

    private List<String> lines(IncidentId id) {
        return world.incidents.room(id).timeline().stream()
                .filter(it -> it.kind() == TimelineKind.MESSAGE)
                .map(TimelineEntry::text)
                .toList();
    }
}
