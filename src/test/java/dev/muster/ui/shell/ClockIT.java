package dev.muster.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import dev.muster.practice.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clocks in a real browser whose own clock is wrong, or jumps as that of a laptop does that slept. */
class ClockIT {

    private static final Instant SERVER = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEFT = Duration.ofMinutes(30);

    private static Playwright playwright;
    private static Browser browser;

    private final AtomicInteger asked = new AtomicInteger();
    private BrowserContext context;
    private Page page;
    private volatile Instant server = SERVER;
    private volatile boolean away;
    private volatile boolean holding;
    private volatile @Nullable Route held;

    @BeforeAll
    static void open_a_browser() {
        playwright = Playwright.create();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void close_it() {
        playwright.close();
    }

    @BeforeEach
    void open_a_page() {
        context = browser.newContext();
        page = context.newPage();
        page.route("http://muster.test/**", this::answer);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void a_browser_whose_clock_is_three_hours_wrong_shows_the_servers_time() {
        open(SERVER.plus(Duration.ofHours(3)));

        shows("00:30:00");
        passes(Duration.ofSeconds(5));
        shows("00:29:55");
        assertThat(asked).as("a tick costs no round trip").hasValue(1);
    }

    @Test
    void what_the_page_was_written_with_long_ago_is_not_believed() {
        open(SERVER, SERVER.minus(Duration.ofHours(2)));

        shows("00:30:00");
    }

    @Test
    void after_sleep_the_clock_is_right_as_soon_as_the_page_is_looked_at() {
        open(SERVER.minus(Duration.ofMinutes(7)));
        shows("00:30:00");

        // The lid was closed for ten minutes; this browser believes that it was for an hour and ten.
        server = server.plus(Duration.ofMinutes(10));
        page.clock().fastForward(Duration.ofMinutes(70).toMillis());
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");

        shows("00:20:00");
    }

    @Test
    void a_sleep_while_the_server_is_being_asked_is_noticed_all_the_same() {
        open(SERVER.minus(Duration.ofMinutes(7)));
        shows("00:30:00");

        holding = true;
        page.evaluate("window.dispatchEvent(new Event('online'))");
        page.waitForCondition(() -> held != null, new Page.WaitForConditionOptions().setTimeout(10_000));
        server = server.plus(Duration.ofMinutes(10));
        page.clock().fastForward(Duration.ofMinutes(70).toMillis());
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        holding = false;
        Objects.requireNonNull(held).fulfill(new Route.FulfillOptions().setBody(String.valueOf(SERVER.toEpochMilli())));

        shows("00:20:00");
    }

    @Test
    void a_clock_that_is_set_while_the_page_is_open_is_noticed_by_itself() {
        open(SERVER);
        shows("00:30:00");

        // Before the page can ask: it asks once, as soon as its clock runs.
        server = server.plusSeconds(1);
        page.clock().setSystemTime(SERVER.plus(Duration.ofHours(5)).toEpochMilli());
        page.clock().runFor(1000);

        shows("00:29:59");
    }

    @Test
    void when_the_server_is_away_the_clock_goes_on_with_what_it_knows() {
        open(SERVER.plus(Duration.ofHours(3)));
        shows("00:30:00");

        away = true;
        page.evaluate("window.dispatchEvent(new Event('online'))");
        passes(Duration.ofSeconds(2));

        shows("00:29:58");
    }

    @Test
    void the_verdict_becomes_worse_in_the_browser_at_the_moments_that_the_server_computed() {
        open(SERVER.minus(Duration.ofHours(9)));
        shows("00:30:00");
        assertThat(verdict()).isEqualTo("✓ likely");

        passes(Duration.ofMinutes(11));
        assertThat(verdict()).isEqualTo("! tight");

        passes(Duration.ofMinutes(10));
        assertThat(verdict()).isEqualTo("✕ probably not");
        assertThat(asked).hasValue(1);
    }

    private void open(Instant browserTime) {
        open(browserTime, SERVER);
    }

    private void open(Instant browserTime, Instant written) {
        page.clock().install(new com.microsoft.playwright.Clock.InstallOptions().setTime(browserTime.toEpochMilli()));
        page.clock().pauseAt(browserTime.plusSeconds(1).toEpochMilli());
        page.addInitScript("window.written = '" + written + "'");
        page.navigate("http://muster.test/room");
    }

    /** So much time goes by for both. */
    private void passes(Duration time) {
        server = server.plus(time);
        page.clock().runFor(time.toMillis());
    }

    private void shows(String reading) {
        page.waitForCondition(
                () -> reading.equals(shadow("muster-clock")), new Page.WaitForConditionOptions().setTimeout(10_000));
    }

    private String verdict() {
        return shadow("muster-verdict");
    }

    private String shadow(String element) {
        return String.valueOf(page.evaluate("it => document.querySelector(it).shadowRoot?.textContent", element));
    }

    private void answer(Route route) {
        String path = java.net.URI.create(route.request().url()).getPath();
        switch (path) {
            case "/room" ->
                route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(room()));
            case "/js/clock.js" ->
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(script()));
            case "/js/server-time" -> {
                asked.incrementAndGet();
                if (away) {
                    route.abort();
                } else if (holding) {
                    held = route;
                } else {
                    route.fulfill(new Route.FulfillOptions().setBody(String.valueOf(server.toEpochMilli())));
                }
            }
            default -> route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }

    private static String room() {
        return """
            <!doctype html><meta charset="utf-8"><title>Room</title><body><script src="/js/clock.js"></script><script>
            document.body.insertAdjacentHTML('beforeend',
              `<muster-clock until="%s" now="${window.written}">?</muster-clock>
               <muster-verdict level="likely" likely-until="%s" tight-until="%s" now="${window.written}">likely</muster-verdict>`);
            </script>
            """.formatted(
                        SERVER.plus(LEFT), SERVER.plus(Duration.ofMinutes(10)), SERVER.plus(Duration.ofMinutes(20)));
    }

    private static String script() {
        try {
            return Files.readString(Path.of("frontend/js/clock.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
