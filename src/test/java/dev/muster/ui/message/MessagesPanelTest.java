package dev.muster.ui.message;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.notification.Delivery;
import dev.muster.notification.DeliveryState;
import dev.muster.notification.Message;
import dev.muster.notification.MessageWorld;
import dev.muster.plan.Template;
import dev.muster.practice.Waiting;
import dev.muster.security.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesPanelTest {

    private static final MessageWorld WORLD = MessageWorld.still(MessageScreens.class);

    private final BrowserlessApplicationContext browsers =
            SpringBrowserlessApplicationContext.create(WORLD.incidents.context(), MessagesView.class);
    private final IncidentId incident = WORLD.incidents.aDeclaredIncident();

    @AfterEach
    void close_browsers() {
        browsers.close();
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void a_commander_chooses_edits_and_sends_and_others_see_it_come() {
        BrowserlessUIContext viewer = page(IncidentWorld.VIEWER, incident);
        BrowserlessUIContext jane = page(COMMANDER, incident);
        choose(jane, "initial-alert");
        assertThat(button(jane, "Send 3 messages").isEnabled()).isTrue();
        TextArea slack = jane.find(TextArea.class).all().getFirst();
        assertThat(slack.getValue()).startsWith("INCIDENT ALERT - SEV 1");
        slack.setValue("We are on it.");
        field(jane, "Recipients, with commas between them").setValue("a@company.com");
        jane.test(button(jane, "Send 2 messages")).click();

        List<Message> sent = WORLD.outbox(incident);
        assertThat(sent).extracting(Message::body).contains("We are on it.");
        assertThat(WORLD.copies(incident))
                .extracting(Delivery::recipient)
                .containsExactlyInAnyOrder("#incident-response", "a@company.com");
        assertThat(text(jane.find(OutboxList.class).single())).contains("◷ waiting", "a@company.com");
        viewer.activate();
        Waiting.until(Duration.ofSeconds(30), "the viewer sees it", () -> text(viewer.find(OutboxList.class)
                        .single())
                .contains("a@company.com"));
        assertThat(viewer.find(Button.class).all().stream().map(Button::getText))
                .doesNotContain("Cancel", "Send 2 messages");
    }

    @Test
    void what_is_not_known_stands_above_the_text_and_sending_is_refused() {
        BrowserlessUIContext jane = page(COMMANDER, incident);
        choose(jane, "recovery-complete");

        assertThat(text(jane.find(ComposePanel.class).single()))
                .contains("! {{downtime}} in line 3, column 11 of the text", "is not resolved yet");
        jane.test(jane.find(Button.class).all().stream()
                        .filter(it -> it.getText().startsWith("Send 3"))
                        .findFirst()
                        .orElseThrow())
                .click();

        assertThat(WORLD.outbox(incident)).isEmpty();
        assertThat(jane.test(jane.find(Notification.class).all().getLast()).getText())
                .contains("{{downtime}}", "Nothing was sent");
        assertThat(jane.find(ComposePanel.class).single().isVisible()).isTrue();
    }

    @Test
    void a_channel_that_is_not_ready_says_why_and_cannot_be_chosen() {
        BrowserlessUIContext jane = page(COMMANDER, incident);
        choose(jane, "initial-alert");

        Checkbox mute = jane.find(Checkbox.class).all().stream()
                .filter(it -> it.getLabel().startsWith("Mute"))
                .findFirst()
                .orElseThrow();
        assertThat(mute.isEnabled()).isFalse();
        assertThat(mute.getValue()).isFalse();
        assertThat(text(mute.getParent().orElseThrow())).contains("channels.mute.webhook");
    }

    @Test
    void an_exercise_wears_its_banner_outside_of_what_can_be_edited() {
        BrowserlessUIContext jane = page(COMMANDER, WORLD.anExercise());
        choose(jane, "initial-alert");

        assertThat(text(jane.find(ComposePanel.class).single())).contains("⚑ EXERCISE EXERCISE EXERCISE");
        assertThat(jane.find(TextArea.class).all())
                .noneMatch(it -> it.getValue().contains("EXERCISE"));
        assertThat(text(jane.find(TemplateCards.class).single())).contains("[EXERCISE] INCIDENT ALERT");
    }

    @Test
    void a_copy_of_which_nobody_knows_is_settled_by_a_person() {
        WORLD.messages().send(WORLD.words(incident, "primary", "", "Words"), COMMANDER);
        WORLD.execute("update message_delivery set state = 'UNKNOWN', reason = 'It may have arrived.' where id = "
                + WORLD.onlyCopy(incident).id());
        BrowserlessUIContext jane = page(COMMANDER, incident);

        assertThat(text(jane.find(OutboxList.class).single())).contains("? unknown", "It may have arrived.");
        jane.test(button(jane, "It arrived")).click();

        assertThat(WORLD.onlyCopy(incident).state()).isEqualTo(DeliveryState.SENT);
        assertThat(text(jane.find(OutboxList.class).single())).contains("✓ sent", "Confirmed as arrived by Jane Smith");
    }

    @Test
    void who_has_read_it_says_so_and_the_commander_notes_who_told_it() {
        WORLD.messages().send(WORLD.words(incident, "primary", "", "Words"), COMMANDER);
        BrowserlessUIContext early = page(IncidentWorld.VIEWER, incident);
        assertThat(early.find(Button.class).withText("I have read it").exists())
                .as("nobody can have read what has not left")
                .isFalse();
        WORLD.execute("update message_delivery set state = 'SENT' where id = "
                + WORLD.onlyCopy(incident).id());

        BrowserlessUIContext viewer = page(IncidentWorld.VIEWER, incident);
        assertThat(text(viewer.find(OutboxList.class).single())).contains("Nobody has acknowledged it yet.");
        viewer.test(button(viewer, "I have read it")).click();
        assertThat(text(viewer.find(OutboxList.class).single())).contains("✓ " + IncidentWorld.VIEWER.name());
        assertThat(viewer.find(Button.class).withText("I have read it").exists())
                .isFalse();

        BrowserlessUIContext jane = page(COMMANDER, incident);
        assertThat(jane.find(Button.class).withText("I have read it").exists())
                .as("she sent it")
                .isFalse();
        jane.test(button(jane, "Somebody has read it…")).click();
        jane.test(button(jane, "They have read it")).click();
        assertThat(field(jane, "Name").isInvalid()).isTrue();
        field(jane, "Name").setValue("Carol of the board");
        jane.test(button(jane, "They have read it")).click();
        assertThat(text(jane.find(OutboxList.class).single()))
                .contains("Acknowledged by", "✓ Carol of the board", "told by " + COMMANDER.name());
    }

    @Test
    void the_address_says_which_incident_and_which_state() {
        IncidentId other = WORLD.incidents.aDeclaredIncident();
        WORLD.messages().send(WORLD.words(incident, "primary", "", "One"), COMMANDER);
        WORLD.messages().send(WORLD.words(other, "primary", "", "<b>Two</b>"), COMMANDER);
        BrowserlessUIContext window = window(COMMANDER);
        window.getUI()
                .navigate(
                        "messages",
                        QueryParameters.simple(Map.of("incident", String.valueOf(other.value()), "state", "queued")));

        assertThat(window.find(MessageCard.class).all()).singleElement().satisfies(it -> {
            assertThat(text(it)).contains("<b>Two</b>");
            assertThat(it.getElement().getOuterHTML()).contains("&lt;b&gt;");
        });
        window.getUI().navigate("messages", QueryParameters.simple(Map.of("incident", "404", "state", "poem")));
        assertThat(window.find(MessageCard.class).all()).isEmpty();
    }

    @Test
    void a_test_message_is_sent_from_the_channel() {
        BrowserlessUIContext jane = window(COMMANDER);
        jane.navigate("messages", MessagesView.class);
        jane.test(button(jane, "Send a test message to me…")).click();
        field(jane, "My mail address").setValue("nobody");
        jane.test(button(jane, "Send test")).click();
        assertThat(text(jane.find(TestDialog.class).single())).contains("\"nobody\" is not a mail address");
        field(jane, "My mail address").setValue("jane@company.com");
        jane.test(button(jane, "Send test")).click();

        assertThat(text(jane.find(OutboxList.class).single())).contains("Test to Secondary", "jane@company.com");
    }

    private BrowserlessUIContext page(Actor actor, IncidentId id) {
        BrowserlessUIContext window = window(actor);
        window.getUI().navigate("messages", QueryParameters.of("incident", String.valueOf(id.value())));
        return window;
    }

    private BrowserlessUIContext window(Actor actor) {
        var user = browsers.newUser();
        BrowserlessUIContext window = user.newWindow();
        user.getSession().setAttribute(Actor.class, actor);
        return window;
    }

    @SuppressWarnings("unchecked")
    private static void choose(BrowserlessUIContext window, String key) {
        window.activate();
        ComposePanel compose = window.find(ComposePanel.class).single();
        Select<Template> templates =
                (Select<Template>) window.find(Select.class, compose).single();
        templates.setValue(templates
                .getListDataView()
                .getItems()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow());
    }

    private static Button button(BrowserlessUIContext window, String text) {
        return window.find(Button.class).withText(text).single();
    }

    private static TextField field(BrowserlessUIContext window, String label) {
        return window.find(TextField.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
