package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentState;
import dev.muster.incident.IncidentWorld;
import dev.muster.recovery.RunState;
import dev.muster.security.Actor;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomViewTest {

    private static final String RESTORE = "Restore from backups";

    private final IncidentWorld world = new IncidentWorld(RoomScreens.class);
    private final BrowserlessApplicationContext browsers =
            SpringBrowserlessApplicationContext.create(world.context(), RoomView.class, IncidentsView.class);

    @AfterEach
    void close() {
        browsers.close();
        world.close();
    }

    @Test
    void a_tick_is_seen_in_another_browser_and_its_unsaved_text_stays() {
        IncidentId id = world.aDeclaredIncident();
        BrowserlessUIContext charlie = room(IncidentWorld.RESPONDER, id);
        BrowserlessUIContext eve = room(IncidentWorld.OTHER_RESPONDER, id);
        eve.activate();
        TextArea note = eve.find(TextArea.class).single();
        note.setValue("half a sentence");
        Checkbox seen = box(eve, RESTORE);

        charlie.activate();
        charlie.test(box(charlie, RESTORE)).click();
        assertThat(world.item(id, RESTORE).done()).isTrue();

        eve.activate();
        until(() -> box(eve, RESTORE).getValue());
        assertThat(box(eve, RESTORE)).isSameAs(seen);
        assertThat(text(seen.getParent().orElseThrow())).contains("Charlie Wilson");
        assertThat(text(eve.find(TimelinePanel.class).single())).contains("Ticked " + RESTORE);
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
        assertThat(box(eve, RESTORE).getValue()).isFalse();
        eve.test(box(eve, RESTORE)).click();
        eve.roundTrip();

        assertThat(world.item(id, RESTORE).done()).isTrue();
        assertThat(eve.test(eve.find(Notification.class).single()).getText())
                .startsWith("Charlie Wilson ticked this at ")
                .contains(":49:07");
        assertThat(box(eve, RESTORE).getValue()).isTrue();
        assertThat(world.item(id, RESTORE).changedName()).isEqualTo("Charlie Wilson");
    }

    @Test
    void a_viewer_sees_everything_and_can_change_nothing() {
        IncidentId id = world.aDeclaredIncident();

        BrowserlessUIContext viewer = room(IncidentWorld.VIEWER, id);

        assertThat(viewer.find(Checkbox.class).all()).hasSize(25).allMatch(Checkbox::isReadOnly);
        assertThat(viewer.find(Button.class).all()).isEmpty();
        assertThat(viewer.find(TextArea.class).all()).isEmpty();
        assertThat(viewer.find(Anchor.class).all()).noneMatch(it -> it.getHref().startsWith("recover"));
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

        assertThat(room(IncidentWorld.COMMANDER, id).find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("recover?procedure=restore-database&incident=" + id.value() + "&item=" + item);

        world.context()
                .getBean(RoomScreens.StatedRuns.class)
                .add(118, RunState.RUNNING, id, item, IncidentWorld.NOON, Map.of());
        BrowserlessUIContext commander = room(IncidentWorld.COMMANDER, id);
        Component row = box(commander, RESTORE).getParent().orElseThrow();
        assertThat(text(row)).contains("run 118 · 3/9");
        assertThat(commander.find(Anchor.class, row).all())
                .extracting(Anchor::getHref)
                .containsExactly("runs/118");
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
        assertThat(text(commander.find(ClockRow.class).single()))
                .contains("1 h 40 min", "✓ met RTO 2 h", "1 h 6 min", "✕ missed RPO 1 h");
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

    private BrowserlessUIContext room(Actor actor, IncidentId id) {
        BrowserlessUIContext window = window(actor);
        window.navigate("incidents/" + id.value(), RoomView.class);
        return window;
    }

    private BrowserlessUIContext window(Actor actor) {
        var user = browsers.newUser();
        BrowserlessUIContext window = user.newWindow();
        user.getSession().setAttribute(Actor.class, actor);
        return window;
    }

    private static Checkbox box(BrowserlessUIContext window, String label) {
        return window.find(Checkbox.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private static Button button(BrowserlessUIContext window, String text) {
        return window.find(Button.class).withText(text).single();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
