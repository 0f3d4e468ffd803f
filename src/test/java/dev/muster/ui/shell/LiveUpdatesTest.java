package dev.muster.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.html.Div;
import dev.muster.common.Changed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private record Turned(int id) implements Changed {}

    private final LiveUpdates live = new LiveUpdates();
    private final BrowserlessApplicationContext app = BrowserlessApplicationContext.create("dev.muster.nothing");
    private final BrowserlessUIContext jane = app.newUser().newWindow();
    private final BrowserlessUIContext bob = app.newUser().newWindow();

    @AfterEach
    void close() {
        live.destroy();
        app.close();
    }

    @Test
    void every_screen_that_shows_the_fact_is_told_and_no_other() {
        AtomicInteger janes = showing(jane, new Turned(1), new Div());
        AtomicInteger bobs = showing(bob, new Turned(1), new Div());
        AtomicInteger others = showing(bob, new Turned(2), new Div());

        live.on(new Turned(1));

        eventually(jane, janes, 1);
        eventually(bob, bobs, 1);
        assertThat(others).hasValue(0);
    }

    @Test
    void a_screen_that_was_left_is_not_told() {
        Div left = new Div();
        AtomicInteger lefts = showing(jane, new Turned(1), left);
        AtomicInteger stays = showing(bob, new Turned(1), new Div());
        jane.activate();
        left.removeFromParent();

        live.on(new Turned(1));

        eventually(bob, stays, 1);
        serve(jane);
        assertThat(lefts).hasValue(0);
    }

    @Test
    void a_screen_that_comes_back_is_told_once_for_each_fact() {
        Div screen = new Div();
        AtomicInteger told = showing(jane, new Turned(1), screen);
        screen.removeFromParent();
        jane.getUI().add(screen);

        live.on(new Turned(1));
        eventually(jane, told, 1);
        live.on(new Turned(1));
        eventually(jane, told, 2);
    }

    @Test
    void many_facts_become_few_readings_and_the_last_fact_is_never_lost() {
        AtomicInteger state = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger readings = new AtomicInteger();
        jane.activate();
        Div screen = new Div();
        live.whileAttached(screen, new Turned(1), () -> {
            readings.incrementAndGet();
            seen.set(state.get());
        });
        jane.getUI().add(screen);

        for (int i = 0; i < 1000; i++) {
            state.incrementAndGet();
            live.on(new Turned(1));
        }

        eventually(jane, seen, 1000);
        assertThat(readings.get()).isLessThan(1000);
    }

    private AtomicInteger showing(BrowserlessUIContext window, Changed fact, Div screen) {
        window.activate();
        AtomicInteger told = new AtomicInteger();
        live.whileAttached(screen, fact, told::incrementAndGet);
        window.getUI().add(screen);
        return told;
    }

    private static void eventually(BrowserlessUIContext window, AtomicInteger value, int wanted) {
        long end = System.nanoTime() + SOON.toNanos();
        while (value.get() != wanted && System.nanoTime() < end) {
            serve(window);
            Thread.onSpinWait();
        }
        assertThat(value).hasValue(wanted);
    }

    /** What the server does at the end of each request: the screen's waiting tasks get their turn. */
    private static void serve(BrowserlessUIContext window) {
        window.activate();
        var session = window.getUI().getSession();
        session.getService().runPendingAccessTasks(session);
    }
}
