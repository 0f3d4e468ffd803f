package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.checklist.Item;
import dev.muster.incident.Declaration;
import dev.muster.incident.Figure;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.incident.IncidentWorld;
import dev.muster.incident.UnknownFigure;
import dev.muster.recovery.RunState;
import dev.muster.ui.objective.ClockPanel;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomViewTest extends RoomTest {

    private static final String RESTORE = "Restore from backups";

    @Test
    void a_tick_is_seen_in_another_browser_and_its_unsaved_text_stays() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        eve.activate();
        TextArea note = eve.find(TextArea.class).single();
        note.setValue("half a sentence");
        ItemRow seen = row(eve, RESTORE);

        tick(charlie, RESTORE, true);
        assertThat(world.item(id, RESTORE).done()).isTrue();

        eve.activate();
        until(() -> row(eve, RESTORE).facts().done());
        assertThat(row(eve, RESTORE)).isSameAs(seen);
        assertThat(seen.facts().who()).isEqualTo("Charlie Wilson");
        assertThat(note.getValue()).isEqualTo("half a sentence");
    }

    @Test
    void of_two_on_one_item_the_second_is_told_who_and_when() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        world.clock.turn(Duration.ofSeconds(49 * 60 + 7));
        world.context().getBean(LiveUpdates.class).destroy(); // this browser does not hear of it in time
        world.checklist().tick(world.item(id, RESTORE).id(), 0, IncidentWorld.RESPONDER);

        eve.activate();
        assertThat(row(eve, RESTORE).facts().done()).isFalse();
        tick(eve, RESTORE, true);
        eve.roundTrip();

        assertThat(world.item(id, RESTORE).done()).isTrue();
        assertThat(eve.test(eve.find(Notification.class).single()).getText())
                .startsWith("Charlie Wilson ticked this at ")
                .contains(":49:07");
        assertThat(row(eve, RESTORE).facts().done()).isTrue();
        assertThat(world.item(id, RESTORE).changedName()).isEqualTo("Charlie Wilson");
    }

    @Test
    void a_viewer_sees_everything_and_can_change_nothing() {
        IncidentId id = world.aDeclaredIncident();

        BrowserlessUIContext viewer = room(IncidentWorld.VIEWER, id);

        assertThat(viewer.find(ItemRow.class).all()).hasSize(25).allMatch(it -> it.facts()
                .locked());
        assertThat(viewer.find(Button.class).all())
                .extracting(Button::getText)
                .containsExactlyInAnyOrder("Focus", "Search and filter");
        assertThat(viewer.find(TextArea.class).all()).isEmpty();
        assertThat(viewer.find(ItemRow.class).all())
                .allMatch(it -> it.facts().links().isEmpty());
    }

    @Test
    void html_in_a_title_is_shown_as_text() {
        String title = "<img src=x onerror=alert(1)>";
        IncidentId id = world.incidents()
                .declare(new Declaration("ransomware", 2, title, null, IncidentWorld.NOON), IncidentWorld.COMMANDER);

        BrowserlessUIContext commander = room(IncidentWorld.COMMANDER, id);

        assertThat(commander.find(H1.class).single().getText()).isEqualTo(title);
        assertThat(commander.find(H1.class).single().getElement().getOuterHTML())
                .contains("&lt;img");
    }

    @Test
    void the_restore_is_launched_from_its_item_and_its_run_is_shown_there() {
        IncidentId id = world.aDeclaredIncident();
        long item = world.item(id, RESTORE).id();

        assertThat(row(room(IncidentWorld.COMMANDER, id), RESTORE).facts().links())
                .extracting(ItemFacts.Link::href)
                .containsExactly("recover?procedure=restore-database&incident=" + id.value() + "&item=" + item);

        world.context()
                .getBean(RoomScreens.StatedRuns.class)
                .add(118, RunState.RUNNING, id, item, IncidentWorld.NOON, Map.of());
        assertThat(row(room(IncidentWorld.COMMANDER, id), RESTORE).facts().links())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).isEqualTo("▶ run 118 · 3/9"))
                .satisfies(it -> assertThat(it.href()).isEqualTo("runs/118"));
    }

    @Test
    void what_the_plan_names_for_the_scenario_is_offered_in_its_order_and_launched_for_this_incident() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext commander = room(IncidentWorld.COMMANDER, id);
        commander.find(SidePanel.class).single().open(SideTab.RUNS);

        assertThat(commander
                        .find(
                                ListItem.class,
                                commander.find(ScenarioProcedures.class).single())
                        .all())
                .extracting(it -> ((Anchor) it.getComponentAt(0)).getText(), it -> ((Anchor) it.getComponentAt(0))
                        .getHref())
                .containsExactly(
                        tuple("Restore the database…", "recover?procedure=restore-database&incident=" + id.value()),
                        tuple(
                                "Restore the application…",
                                "recover?procedure=restore-application&incident=" + id.value()));

        BrowserlessUIContext viewer = room(IncidentWorld.VIEWER, id);
        viewer.find(SidePanel.class).single().open(SideTab.RUNS);
        assertThat(viewer.find(
                                ListItem.class,
                                viewer.find(ScenarioProcedures.class).single())
                        .all())
                .hasSize(2)
                .allMatch(it -> it.getComponentAt(0) instanceof Span);
    }

    @Test
    void resolving_asks_first_and_then_shows_the_figures() {
        IncidentId id = world.aDeclaredIncident();
        world.clock.turn(Duration.ofMinutes(96));
        world.context()
                .getBean(RoomScreens.StatedRuns.class)
                .add(7, RunState.SUCCEEDED, id, 1, IncidentWorld.NOON, Map.of("data-loss.seconds", "4000"));
        BrowserlessUIContext commander = room(IncidentWorld.COMMANDER, id);

        commander.test(button(commander, "Resolve…")).click();
        assertThat(world.room(id).incident().state()).isEqualTo(IncidentState.DECLARED);
        commander.test(commander.find(ConfirmDialog.class).single()).confirm();

        assertThat(world.room(id).incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(text(commander.find(ClockPanel.class).single()))
                .contains("1 h 40 min", "✓ met RTO 2 h", "1 h 6 min", "✕ missed RPO 1 h");
    }

    @Test
    void a_tab_of_the_address_is_open_and_the_head_tells_who_commands() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext eve = window(IncidentWorld.OTHER_RESPONDER);

        eve.getUI().navigate("incidents/" + id.value(), QueryParameters.of("tab", "people"));

        assertThat(eve.find(Tab.class).all())
                .filteredOn(Tab::isSelected)
                .extracting(Tab::getLabel)
                .containsExactly("People");
        assertThat(text(eve.find(SidePanel.class).single())).contains("people");
        assertThat(text(eve.find(RoomHeader.class).single())).contains("Jane Smith commands since");
    }

    @Test
    void one_thing_at_a_time_shows_the_next_and_ticks_it() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext eve = window(IncidentWorld.OTHER_RESPONDER);
        eve.getUI().navigate("incidents/" + id.value(), QueryParameters.of("view", "night"));
        String first =
                eve.find(H2.class, eve.find(NightPanel.class).single()).single().getText();

        press(eve, "Done");

        assertThat(world.item(id, first).done()).isTrue();
        assertThat(eve.find(H2.class, eve.find(NightPanel.class).single())
                        .single()
                        .getText())
                .isNotEqualTo(first);
    }

    @Test
    void closing_lists_what_hinders_it() {
        IncidentId id = world.aDeclaredIncident();
        world.incidents().resolve(id, IncidentWorld.COMMANDER);
        BrowserlessUIContext jane = room(IncidentWorld.COMMANDER, id);

        press(jane, "Close…");

        assertThat(text(jane.find(CloseDialog.class).single())).contains("Finish the phase");
        assertThat(world.room(id).incident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void what_went_past_a_proof_is_reviewed_in_the_room_before_the_close() {
        IncidentId id = world.aDeclaredIncident();
        world.execute("update checklist_item set proof_kind = 'RUN', proof_subject = 'restore-database' where title = '"
                + RESTORE + "'");
        Item item = world.item(id, RESTORE);
        world.checklist().tickAnyway(item.id(), item.version(), "compared by eye", IncidentWorld.RESPONDER);
        world.waiveAll(id);
        world.incidents().resolve(id, IncidentWorld.COMMANDER);
        BrowserlessUIContext jane = room(IncidentWorld.COMMANDER, id);

        press(jane, "Close…");
        assertThat(text(jane.find(CloseDialog.class).single())).contains("Review the act", "compared by eye");
        press(jane, "Reviewed");

        assertThat(text(jane.find(CloseDialog.class).single()))
                .contains("reviewed by Jane Smith")
                .doesNotContain("Review the act");
    }

    @Test
    void a_data_loss_that_nobody_will_know_is_declared_so() {
        IncidentId id = world.aDeclaredIncident();
        world.runs().add(7, RunState.SUCCEEDED, id, 1, IncidentWorld.NOON, Map.of("data-loss.seconds", "-1"));
        BrowserlessUIContext jane = room(IncidentWorld.COMMANDER, id);

        press(jane, "More…");
        press(jane, "Declare the data loss unknown…");
        jane.find(TextField.class, jane.find(ReasonDialog.class).single())
                .single()
                .setValue("The log of it is gone");
        press(jane, "Declare unknown");

        assertThat(world.query().unknownFigures(id))
                .extracting(UnknownFigure::figure, UnknownFigure::reason)
                .containsExactly(tuple(Figure.DATA_LOSS, "The log of it is gone"));
    }

    @Test
    void a_note_of_ten_thousand_characters_is_refused_at_its_field() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        TextArea note = eve.find(TextArea.class).single();
        note.setValue("x".repeat(10_000));

        press(eve, "Add note");

        assertThat(note.isInvalid()).isTrue();
        assertThat(note.getErrorMessage()).contains("4000", "10000");
        assertThat(note.getValue()).hasSize(10_000);
    }

    @Test
    void an_unknown_incident_says_so() {
        assertThat(room(IncidentWorld.VIEWER, new IncidentId(404))
                        .find(H1.class)
                        .single()
                        .getText())
                .isEqualTo("There is no such incident");
    }

    @Test
    void the_list_filters_by_the_address() {
        IncidentId open = world.aDeclaredIncident();
        IncidentId gone = world.aDeclaredIncident();
        world.incidents().cancel(gone, "False alarm", IncidentWorld.COMMANDER);
        BrowserlessUIContext viewer = window(IncidentWorld.VIEWER);

        viewer.getUI().navigate("incidents", QueryParameters.of("show", "open"));

        assertThat(viewer.find(IncidentRow.class).all()).singleElement().satisfies(it -> assertThat(text(it))
                .contains(open.toString()));
    }
}
