package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsCheckedOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.testing.PageCheck;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One database recovery by three people: a commander, a responder and a viewer, each at a browser of their own. */
class RecoveryJourneyIT {

    private static final String TITLE = "Database corruption on bdc_production";
    private static final String FIRST_ITEM = "Identify the type and scope of disaster";
    /** By itself, without a reload; how soon is what bin/bench room measures. */
    private static final double AT_ONCE_MS = 10_000;

    private static final double RESTORE_MS = 180_000;

    @Test
    void a_commander_declares_the_team_ticks_and_a_restore_brings_the_database_back() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary();
                PracticeStart estate = PracticeStart.in(folder, "journey.log");
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright)) {
            try (Person jane = Person.signedIn(browser, estate, "jane");
                    Person bob = Person.signedIn(browser, estate, "bob");
                    Person vera = Person.signedIn(browser, estate, "vera")) {
                first_backup_is_there(jane);
                String room = declare(jane);
                tick_is_seen_at_once(jane, bob, vera, room);
                String run = launch_from_the_checklist(jane);
                restore_is_followed_by_everybody(jane, bob, run);
                assertThat(estate.primaryValue(
                                "postgres",
                                "select count(*) from pg_database where datname like 'bdc_production_before_%'"))
                        .isEqualTo("1");
                resolve(jane, room);
                audit_holds_it_all(vera);
            }
        }
    }

    private static void first_backup_is_there(Person jane) {
        jane.open("/runs/1");
        assertThat(jane.page.locator("main")).containsText("succeeded", withinMs(RESTORE_MS));
    }

    private static String declare(Person jane) {
        jane.open("/");
        jane.page.getByText("Declare incident…").click();
        jane.page.getByLabel("Title").fill(TITLE);
        PageCheck.inEveryLight(jane.page, "declare");
        jane.button("Declare").click();
        jane.page.waitForURL(Pattern.compile(".*/incidents/\\d+.*"));
        jane.page.locator(".item").first().waitFor();
        return path(jane);
    }

    private static void tick_is_seen_at_once(Person jane, Person bob, Person vera, String room) {
        bob.open(room);
        vera.open(room);
        assertThat(vera.page.getByText("Resolve…")).hasCount(0);
        bob.box(FIRST_ITEM).click();
        assertThat(jane.box(FIRST_ITEM)).isChecked(new IsCheckedOptions().setTimeout(AT_ONCE_MS));
        assertThat(vera.item(FIRST_ITEM)).containsText("Bob Johnson", withinMs(AT_ONCE_MS));
        bob.box(FIRST_ITEM).click();
        assertThat(jane.box(FIRST_ITEM))
                .isChecked(new IsCheckedOptions().setChecked(false).setTimeout(AT_ONCE_MS));
        bob.box(FIRST_ITEM).click();
        assertThat(jane.page.locator(".timeline")).containsText(FIRST_ITEM, withinMs(AT_ONCE_MS));
    }

    private static String launch_from_the_checklist(Person jane) {
        jane.page.getByText("3 Recovery").click();
        jane.item("Restore from backups").getByRole(AriaRole.LINK).first().click();
        jane.page.getByTestId("typed-name").locator("input").fill("bdc_production_typo");
        assertThat(jane.page.getByTestId("launch")).isDisabled();
        PageCheck.inEveryLight(jane.page, "launch");
        jane.page.getByTestId("typed-name").locator("input").fill("bdc_production");
        jane.page.getByTestId("launch").click();
        jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
        return path(jane);
    }

    private static void restore_is_followed_by_everybody(Person jane, Person bob, String run) {
        bob.open(run);
        assertThat(jane.page.locator("main")).containsText("✓ succeeded", withinMs(RESTORE_MS));
        assertThat(bob.page.locator("main")).containsText("✓ succeeded", withinMs(RESTORE_MS));
        assertThat(jane.page.getByText("Way back…")).isVisible();
        assertThat(bob.page.getByText("Way back…")).hasCount(0);
        PageCheck.inEveryLight(jane.page, "run");
        // Nobody has scrolled: the log shows its end at whatever size the page has been meanwhile
        assertThat(jane.page.locator("muster-log .log-note")).containsText("following");
    }

    private static void resolve(Person jane, String room) {
        jane.open(room);
        PageCheck.inEveryLight(jane.page, "room");
        jane.button("Resolve…").click();
        jane.button("Resolve").click();
        assertThat(jane.page.locator(".tile", new Page.LocatorOptions().setHasText("Data loss")))
                .not()
                .containsText("pending", withinMs(AT_ONCE_MS));
        jane.open("/");
        PageCheck.inEveryLight(jane.page, "now");
    }

    private static void audit_holds_it_all(Person vera) {
        vera.open("/audit");
        vera.page.getByTestId("verify").click();
        assertThat(vera.page.getByTestId("verify-result")).containsText(Pattern.compile("\\d+ rows"));
        PageCheck.inEveryLight(vera.page, "audit");
    }

    private static ContainsTextOptions withinMs(double ms) {
        return new ContainsTextOptions().setTimeout(ms);
    }

    private static String path(Person person) {
        return URI.create(person.page.url()).getPath();
    }
}
