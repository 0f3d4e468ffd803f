package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.checklist.ItemState;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import org.junit.jupiter.api.Test;

class ItemDialogTest extends RoomTest {

    private static final String ITEM = "Restore from backups";
    private static final String BOUND = "Validation item 1";
    private static final String HTML = "<script>alert(1)</script>";

    @Test
    void an_item_is_blocked_with_a_reason_and_everybody_sees_it() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        open(charlie, ITEM);

        press(charlie, "Blocked…");
        press(charlie, "Blocked");
        assertThat(charlie.find(TextField.class).withCaption("Why").single().getErrorMessage())
                .isEqualTo("Say why.");
        charlie.find(TextField.class).withCaption("Why").single().setValue(HTML);
        press(charlie, "Blocked");

        assertThat(world.item(id, ITEM).state()).isEqualTo(ItemState.BLOCKED);
        assertThat(text(charlie.find(ItemDialog.class).single())).contains("blocked: " + HTML);
        eve.activate();
        until(() -> row(eve, ITEM).facts().badges().stream()
                .anyMatch(it -> it.text().equals("■ blocked: " + HTML)));
    }

    @Test
    void a_reason_of_ten_thousand_characters_is_refused_at_its_field() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        open(charlie, ITEM);
        press(charlie, "Not applicable…");
        TextField why = charlie.find(TextField.class).withCaption("Why").single();

        why.setValue("x".repeat(10_000));
        press(charlie, "Not applicable");

        assertThat(why.isInvalid()).isTrue();
        assertThat(why.getErrorMessage()).contains("200").contains("10000");
        assertThat(world.item(id, ITEM).state()).isEqualTo(ItemState.OPEN);
    }

    @Test
    void what_ticks_itself_is_ticked_by_hand_only_with_a_reason_that_stays_in_sight() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        assertThat(row(charlie, BOUND).facts().badges())
                .extracting(ItemFacts.Badge::text)
                .contains("◇ ticks itself");

        tick(charlie, BOUND, true);
        charlie.roundTrip();
        assertThat(charlie.test(charlie.find(Notification.class).single()).getText())
                .contains("give a reason");
        assertThat(row(charlie, BOUND).facts().done()).isFalse();

        open(charlie, BOUND);
        press(charlie, "Tick by hand…");
        charlie.find(TextField.class).withCaption("Why").single().setValue("Restored by hand on the host");
        press(charlie, "Tick by hand");

        assertThat(row(charlie, BOUND).facts().done()).isTrue();
        assertThat(row(charlie, BOUND).facts().badges())
                .contains(new ItemFacts.Badge("! by hand", "warn", "Without its proof: Restored by hand on the host"));
    }

    @Test
    void a_note_is_kept_as_it_was_typed_and_a_later_one_does_not_overwrite_it_unseen() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        open(eve, ITEM);
        press(eve, "Write a note");
        eve.find(TextArea.class).all().getLast().setValue("Eve's text");
        open(charlie, ITEM);
        press(charlie, "Write a note");
        charlie.find(TextArea.class).all().getLast().setValue("**done** " + HTML);
        press(charlie, "Save the note");
        assertThat(world.item(id, ITEM).note()).isEqualTo("**done** " + HTML);
        assertThat(charlie.find(Markdown.class).single().getContent()).isEqualTo(NoteText.safe("**done** " + HTML));

        eve.activate();
        press(eve, "Save the note");
        eve.roundTrip();

        assertThat(world.item(id, ITEM).note()).isEqualTo("**done** " + HTML);
        assertThat(eve.test(eve.find(Notification.class).single()).getText())
                .startsWith("Charlie Wilson wrote the note");
        assertThat(eve.find(TextArea.class).all().getLast().getValue()).isEqualTo("Eve's text");
        press(eve, "Save the note");
        assertThat(world.item(id, ITEM).note()).isEqualTo("Eve's text");
    }

    @Test
    void a_link_must_lead_to_the_web() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        open(charlie, ITEM);
        TextField title = charlie.find(TextField.class).withCaption("Title").single();
        TextField url = charlie.find(TextField.class).withCaption("Address").single();
        title.setValue(HTML);
        url.setValue("javascript:alert(1)");

        press(charlie, "Add the link");
        assertThat(url.getErrorMessage()).contains("https://");
        url.setValue("https://example.org/runbook");
        press(charlie, "Add the link");

        assertThat(charlie.find(Anchor.class).all())
                .filteredOn(it -> it.getHref().equals("https://example.org/runbook"))
                .singleElement()
                .satisfies(it -> assertThat(it.getText()).isEqualTo(HTML));
    }
}
