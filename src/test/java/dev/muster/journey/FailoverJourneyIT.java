package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.testing.PageCheck;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The primary is killed: a commander fails over, a colleague follows in a browser of their own, and both go back. */
class FailoverJourneyIT {

    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(180_000);
    private static final IsVisibleOptions SOON = new IsVisibleOptions().setTimeout(60_000);

    @Test
    void a_lost_primary_is_failed_over_from_the_console_and_two_that_write_are_told_on_every_page() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary();
                PracticeStart estate = PracticeStart.in(folder, "failover.log");
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright);
                Person jane = Person.signedIn(browser, estate, "jane");
                Person bob = Person.signedIn(browser, estate, "bob")) {
            jane.open("/runs/1");
            assertThat(jane.page.locator("main")).containsText("succeeded", PATIENT);

            jane.open("/recover?procedure=fail-over-database");
            assertThat(jane.page.locator("main")).containsText("it is not gone, seen from the console", PATIENT);
            assertThat(jane.page.getByTestId("launch")).isDisabled();

            estate.killPrimary();
            launched(jane, bob, "fail-over-database", "seen from the standby: no answer", "failover-launch");
            PageCheck.inEveryLight(jane.page, "failover-run");
            assertThat(estate.applicationIsHealthy()).isTrue();

            launched(jane, bob, "rejoin-database", "pg_rewind can work", "rejoin-launch");
            assertThat(estate.primaryValue("postgres", "select pg_is_in_recovery()"))
                    .isEqualTo("t");
            assertThat(jane.page.getByTestId("two-primaries")).isHidden();

            // somebody promotes it by hand
            bob.open("/services");
            estate.primaryExecute("select pg_promote(true, 30)");

            for (Person it : new Person[] {jane, bob}) {
                assertThat(it.page.getByTestId("two-primaries")).isVisible(SOON);
                assertThat(it.page.getByTestId("two-primaries")).containsText("TWO SERVERS TAKE WRITES");
            }
            PageCheck.inEveryLight(bob.page, "two-primaries");
        }
    }

    private static void launched(Person jane, Person bob, String procedure, String seen, String check) {
        looked(jane, "/recover?procedure=" + procedure, seen);
        jane.page.getByTestId("typed-name").locator("input").fill("bdc_production");
        PageCheck.inEveryLight(jane.page, check);
        jane.page.getByTestId("launch").click(new com.microsoft.playwright.Locator.ClickOptions().setTimeout(60_000));
        jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"), new Page.WaitForURLOptions().setTimeout(60_000));
        bob.open(URI.create(jane.page.url()).getPath());
        assertThat(jane.page.locator("main")).containsText("✓ succeeded", PATIENT);
        assertThat(bob.page.locator("main")).containsText("✓ succeeded", PATIENT);
    }

    /** In the first moments a pre-flight still finds what is about to end: then a person looks again. */
    private static void looked(Person jane, String path, String seen) {
        for (int looks = 1; ; looks++) {
            jane.open(path);
            try {
                assertThat(jane.page.locator("main")).containsText(seen, new ContainsTextOptions().setTimeout(20_000));
                return;
            } catch (AssertionError notYet) {
                if (looks == 5) {
                    throw notYet;
                }
            }
        }
    }
}
