package dev.muster.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.muster.plan.DnsEntry;
import dev.muster.practice.Chromium;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.PracticeStart;
import dev.muster.resolver.NameServersOfTests;
import dev.muster.testing.PageCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A commander leads the estate's name to the standby site, sees it at the name server, and takes it back. */
class NamesJourneyIT {

    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(90_000);

    @Test
    void the_name_of_bdc_is_led_to_the_standby_and_back_from_the_console() throws Exception {
        try (EstateFolder folder = EstateFolder.temporary();
                PracticeStart estate = PracticeStart.in(folder, "names.log");
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright);
                Person jane = Person.signedIn(browser, estate, "jane")) {
            assertThat(answered(estate)).isEqualTo("192.0.2.10");

            jane.open("/recover?procedure=fail-over-dns");
            assertThat(jane.page.locator("main")).containsText("bdc.example: A 192.0.2.10 → 192.0.2.20", PATIENT);
            jane.page.getByTestId("typed-name").locator("input").fill("front-door");
            PageCheck.inEveryLight(jane.page, "names-launch");
            jane.page.getByTestId("launch").click();
            jane.page.waitForURL(Pattern.compile(".*/runs/\\d+.*"));
            assertThat(jane.page.locator("main")).containsText("✓ succeeded", PATIENT);
            assertThat(answered(estate)).isEqualTo("192.0.2.20");

            jane.page.getByText("Way back…").click();
            jane.page.locator("vaadin-text-area textarea").fill("it was a rehearsal");
            jane.button("Take it back").click();
            assertThat(jane.page.locator("main")).containsText("↺ cancelled", PATIENT);
            assertThat(answered(estate)).isEqualTo("192.0.2.10");

            jane.open("/services/name");
            assertThat(jane.page.locator("main")).containsText("bdc.example leads to 192.0.2.10", PATIENT);
        }
    }

    private static String answered(PracticeStart estate) throws IOException {
        Properties ports = new Properties();
        try (var reader = Files.newBufferedReader(estate.home().resolve("ports.properties"))) {
            ports.load(reader);
        }
        return NameServersOfTests.real()
                .ask(
                        new DnsEntry.Server("127.0.0.1", Integer.parseInt(ports.getProperty("dns-resolver"))),
                        "bdc.example",
                        DnsEntry.Type.A,
                        Duration.ofSeconds(5))
                .words();
    }
}
