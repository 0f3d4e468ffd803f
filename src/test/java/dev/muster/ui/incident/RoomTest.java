package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.security.Actor;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** People at browsers of their own, in rooms on a real database. */
abstract class RoomTest {

    final IncidentWorld world = new IncidentWorld(RoomScreens.class);
    final BrowserlessApplicationContext browsers =
            SpringBrowserlessApplicationContext.create(world.context(), RoomView.class, IncidentsView.class);

    @AfterEach
    void close() {
        browsers.close();
        world.close();
    }

    BrowserlessUIContext room(Actor actor, IncidentId id) {
        BrowserlessUIContext window = window(actor);
        window.navigate("incidents/" + id.value(), RoomView.class);
        return window;
    }

    BrowserlessUIContext window(Actor actor) {
        var user = browsers.newUser();
        BrowserlessUIContext window = user.newWindow();
        user.getSession().setAttribute(Actor.class, actor);
        return window;
    }

    static ItemRow row(BrowserlessUIContext window, String title) {
        return window.find(ItemRow.class).all().stream()
                .filter(it -> it.facts().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** As the row's element in the browser tells it. */
    static void tick(BrowserlessUIContext window, String title, boolean done) {
        window.activate();
        ItemFacts facts = row(window, title).facts();
        ChecklistPanel panel = window.find(ChecklistPanel.class).single();
        ComponentUtil.fireEvent(panel, new ChecklistPanel.Tick(panel, true, facts.id(), facts.version(), done));
    }

    /** Opens all about an item, as its button in the browser does. */
    static ItemDialog open(BrowserlessUIContext window, String title) {
        window.activate();
        ChecklistPanel panel = window.find(ChecklistPanel.class).single();
        ComponentUtil.fireEvent(
                panel,
                new ChecklistPanel.Open(panel, true, row(window, title).facts().id()));
        return window.find(ItemDialog.class).single();
    }

    static Button button(BrowserlessUIContext window, String text) {
        return window.find(Button.class).withText(text).single();
    }

    static void press(BrowserlessUIContext window, String text) {
        window.test(button(window, text)).click();
    }

    static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
