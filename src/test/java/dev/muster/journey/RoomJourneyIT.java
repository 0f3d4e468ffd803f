package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.testing.PageCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The room as its people use it for hours: by keyboard, two browsers at once, after a reload, on a phone. */
class RoomJourneyIT {

    private static final String ITEM = "Activate incident response team";
    private static final String MISSED = "Assess impact on users and business";
    private static final String ATTACK =
            "**bold** <img src=x onerror=\"window.pwned=1\"> <script>window.pwned=1</script>"
                    + " [x](javascript:window.pwned=1)";
    private static final double SAID_MS = 2_000;
    private static final double RECONNECTED_MS = 20_000;
    private static final Duration DECLARED_WITHIN = Duration.ofSeconds(20);

    @Test
    void a_room_is_declared_and_worked_by_keyboard_in_two_browsers_and_on_a_phone() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary();
                PracticeStart estate = PracticeStart.in(folder, "room.log");
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright);
                Person jane = Person.signedIn(browser, estate, "jane");
                Person bob = Person.signedIn(browser, estate, "bob")) {
            String room = declare_by_keyboard_alone(jane);
            bob.open(room);
            keys_walk_and_tick(bob, jane);
            unsaved_text_survives_a_reload(bob, room);
            pins_and_corrections_are_seen_in_the_other_browser(bob, jane);
            markdown_is_rendered_and_harmless(bob, jane);
            markup_is_shown_as_the_words_that_it_is(bob, jane);
            keys_are_told_and_a_page_is_found_by_letters(bob, room);
            a_tab_and_the_night_view_are_restored(jane, room);
            every_width_and_both_schemes_hold(jane, room);
            the_pages_around_the_room_hold(jane, room);
            a_cut_wire_is_said_and_what_was_missed_is_shown(browser, estate, jane, room);
            a_page_that_does_not_recover_is_loaded_anew(bob, room);
        }
    }

    private static String declare_by_keyboard_alone(Person jane) {
        jane.open("/incidents?declare");
        long begun = System.nanoTime();
        jane.page
                .locator("vaadin-select:focus-within, vaadin-select[focused]")
                .first()
                .waitFor();
        jane.page.keyboard().press("Tab");
        jane.page.keyboard().press("ArrowDown");
        jane.page.keyboard().press("Control+Enter");
        jane.page.waitForURL("**/incidents/*");
        jane.page.locator(".item").first().waitFor();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DECLARED_WITHIN);
        assertThat(jane.page.locator(".room-head")).containsText("SEV 2");
        return URI.create(jane.page.url()).getPath();
    }

    private static void keys_walk_and_tick(Person bob, Person jane) {
        bob.page.locator("h1").click();
        bob.page.keyboard().press("j");
        assertThat(bob.page.locator(".item.next input")).isFocused();
        bob.page.keyboard().press("j");
        assertThat(bob.box(ITEM)).isFocused();
        bob.page.keyboard().press("Space");
        assertThat(jane.box(ITEM)).isChecked();
        assertThat(jane.item(ITEM)).containsText("Bob Johnson");
        bob.page.keyboard().press("k");
        assertThat(bob.page.locator(".item.next input")).isFocused();
    }

    private static void unsaved_text_survives_a_reload(Person bob, String room) {
        bob.page.keyboard().press("n");
        Locator note = bob.page.getByLabel("What happened");
        assertThat(note).isFocused();
        bob.page.keyboard().type("The disk of the primary is full");
        assertThat(note).hasValue("The disk of the primary is full");
        bob.open(room);
        assertThat(note).hasValue("The disk of the primary is full");
        bob.button("Add note").click();
        assertThat(bob.page.locator(".tl")).containsText("The disk of the primary is full");
        bob.open(room);
        assertThat(note).hasValue("");
    }

    private static void pins_and_corrections_are_seen_in_the_other_browser(Person bob, Person jane) {
        String wrong = "The disk of the primary is full";
        bob.line(wrong).getByLabel("Pin it").click();
        assertThat(jane.line(wrong)).hasClass(Pattern.compile("\\bpinned\\b"));
        jane.line(wrong).getByLabel("Let it go").click();
        assertThat(bob.line(wrong).getByLabel("Pin it")).isVisible();
        assertThat(bob.line(wrong)).not().hasClass(Pattern.compile("\\bpinned\\b"));

        bob.line(wrong).getByLabel("Correct it").click();
        bob.page.locator("vaadin-dialog[opened] textarea").fill("The disk of the standby is full");
        bob.button("Correct").click();
        assertThat(jane.line("The disk of the standby is full")).containsText("a correction");
        assertThat(jane.line(wrong)).containsText("corrected by a later line");
        assertThat(jane.line(wrong)).hasClass(Pattern.compile("\\bvoid\\b"));
        assertThat(bob.line(wrong).getByLabel("Correct it")).hasCount(0);
    }

    private static void markup_is_shown_as_the_words_that_it_is(Person bob, Person jane) {
        bob.page.getByLabel("What happened").fill(ATTACK);
        bob.button("Add note").click();
        assertThat(jane.line("<script>")).containsText(ATTACK);

        bob.page.locator("muster-phase-more button").first().click();
        bob.button("Add an item…").click();
        bob.page.locator("vaadin-dialog[opened] input[required]").fill(ATTACK);
        bob.button("Add the item").click();
        assertThat(jane.item("<script>").locator(".name")).hasText(ATTACK);

        bob.item("<script>").locator(".more").click();
        bob.button("Blocked…").click();
        bob.page.getByLabel("Why").fill(ATTACK);
        bob.button("Blocked").click();
        assertThat(jane.item("<script>")).containsText("blocked");
        bob.button("Close").click();
        for (Person each : new Person[] {bob, jane}) {
            assertThat(each.page.locator("muster-item img, muster-item script, .tl img, .tl script"))
                    .hasCount(0);
            assertThat(each.page.evaluate("() => window.pwned")).isNull();
        }
    }

    private static void keys_are_told_and_a_page_is_found_by_letters(Person bob, String room) {
        bob.page.locator("h1").click();
        bob.page.keyboard().press("?");
        assertThat(bob.page.locator(".keys-dialog")).containsText("On this page");
        PageCheck.nothingSerious(bob.page);
        bob.page.keyboard().press("Escape");
        assertThat(bob.page.locator(".keys-dialog[opened]")).hasCount(0);
        bob.page.keyboard().press("Control+k");
        bob.page.locator(".palette input").waitFor();
        bob.page.keyboard().type("team");
        assertThat(bob.page.locator(".palette-option").first()).containsText("Team");
        PageCheck.nothingSerious(bob.page);
        bob.page.keyboard().press("Enter");
        bob.page.waitForURL("**/team");
        bob.open(room);
    }

    private static void markdown_is_rendered_and_harmless(Person bob, Person jane) {
        bob.button("Open " + ITEM).click();
        bob.button("Write a note").click();
        bob.page.getByLabel("Note").fill(ATTACK);
        bob.button("Save the note").click();
        assertThat(bob.page.locator("vaadin-markdown strong")).hasText("bold");
        assertThat(bob.page.locator("vaadin-markdown script")).hasCount(0);
        assertThat(bob.page.locator("vaadin-markdown [onerror]")).hasCount(0);
        assertThat(bob.page.locator("vaadin-markdown a[href^=javascript]")).hasCount(0);
        assertThat(bob.page.evaluate("() => window.pwned")).isNull();
        PageCheck.nothingSerious(bob.page);
        bob.button("Close").click();
        assertThat(jane.item(ITEM)).containsText("note");
    }

    private static void a_tab_and_the_night_view_are_restored(Person jane, String room) {
        jane.open(room + "?tab=runs");
        assertThat(jane.page.locator(".side vaadin-tab[selected]")).containsText("Runs");
        jane.button("Focus").click();
        assertThat(jane.page.locator(".night h2")).isVisible();
        assertThat(jane.page.locator(".checklist")).isHidden();
        assertThat(jane.page).hasURL(Pattern.compile(".*[?&]view=night.*"));
        jane.open(room + "?tab=runs&view=night");
        assertThat(jane.page.locator(".night h2")).isVisible();
        PageCheck.inEveryLight(jane.page, "room-night");
        jane.button("Show all").click();
        assertThat(jane.page.locator(".checklist")).isVisible();
        assertThat(jane.page.locator(".side vaadin-tab[selected]")).containsText("Runs");
    }

    private static void a_cut_wire_is_said_and_what_was_missed_is_shown(
            Browser browser, PracticeStart estate, Person jane, String room) throws Exception {
        try (Wire wire = new Wire(estate.address());
                Person eve = Person.signedIn(browser, estate, "eve", wire.address())) {
            eve.open(room);
            eve.page.keyboard().press("n");
            Locator note = eve.page.getByLabel("What happened");
            assertThat(note).isFocused();
            eve.page.keyboard().type("Half a sentence");
            assertThat(eve.box(MISSED)).not().isChecked();

            wire.cut();
            assertThat(eve.page.locator(".lost")).containsText("No connection to Muster", within(SAID_MS));
            jane.box(MISSED).check();
            assertThat(jane.item(MISSED)).containsText("Jane Smith");
            assertThat(eve.box(MISSED)).not().isChecked();
            PageCheck.inEveryLight(eve.page, "room-lost");

            wire.join();
            assertThat(eve.page.locator(".lost")).containsText("Connected again", within(RECONNECTED_MS));
            assertThat(eve.box(MISSED)).isChecked();
            assertThat(eve.item(MISSED)).containsText("Jane Smith");
            assertThat(note).hasValue("Half a sentence");
            eve.button("Add note").click();
            assertThat(jane.page.locator(".tl")).containsText("Half a sentence");
        }
    }

    private static void a_page_that_does_not_recover_is_loaded_anew(Person bob, String room) {
        bob.open(room);
        bob.page.keyboard().press("n");
        bob.page.keyboard().type("Still here");
        assertThat(bob.page.getByLabel("What happened")).hasValue("Still here");
        bob.page.evaluate("""
            () => {
              Object.defineProperty(window.Vaadin.connectionState, 'state', { get: () => 'reconnecting', set() {} });
              window.stuck = true;
              dispatchEvent(new Event('offline'));
            }\
            """);
        assertThat(bob.page.locator(".lost")).containsText("No connection to Muster");
        assertThat(bob.page.locator(".lost")).containsText("Connected again", within(RECONNECTED_MS));
        assertThat(bob.page.evaluate("() => window.stuck")).isNull();
        assertThat(bob.page.getByLabel("What happened")).hasValue("Still here");
    }

    private static LocatorAssertions.ContainsTextOptions within(double ms) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(ms);
    }

    private static void the_pages_around_the_room_hold(Person jane, String room) {
        for (String tab : List.of("messages", "decision", "people")) {
            jane.open(room + "?tab=" + tab);
            assertThat(jane.page.locator(".side-content > :not([hidden])")).isVisible();
            PageCheck.inEveryLight(jane.page, "room-" + tab);
        }
        for (String page : List.of("plan", "messages", "team", "")) {
            jane.open("/" + page);
            PageCheck.inEveryLight(jane.page, "open-" + (page.isEmpty() ? "now" : page));
        }
        jane.open(room);
    }

    private static void every_width_and_both_schemes_hold(Person jane, String room) {
        jane.open(room);
        PageCheck.inEveryLight(jane.page, "room-open");
        jane.page.setViewportSize(1024, 900);
        PageCheck.nothingSticksOut(jane.page);
        jane.page.setViewportSize(1440, 900);
        Number top = (Number)
                jane.page.evaluate("() => document.querySelector('.room-head h1').getBoundingClientRect().top");
        Number resolve = (Number)
                jane.page.evaluate("() => [...document.querySelectorAll('vaadin-button')].find(it => it.textContent =="
                        + " 'Resolve…').getBoundingClientRect().top");
        assertThat(resolve.doubleValue()).as("the head is one line").isLessThan(top.doubleValue() + 30);
    }
}
