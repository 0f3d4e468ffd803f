package dev.muster.ui.team;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.MusterApplication;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentService;
import dev.muster.practice.Chromium;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.PageCheck;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The command passes from one person to another, each at a real browser, by keyboard where one would. */
@SpringBootTest(classes = MusterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TeamIT {

    private static final String PASSWORD = "correct horse battery";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private AccountService accounts;

    @Autowired
    private IncidentService incidents;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::application);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("spring.flyway.user", DATABASE::owner);
        registry.add("spring.flyway.password", DATABASE::password);
        registry.add("muster.work-directory", () -> "target/team/work");
        registry.add("muster.keys-directory", () -> "target/team/keys");
    }

    @BeforeAll
    static void open_a_browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void close_it() {
        playwright.close();
    }

    @Test
    void the_command_is_handed_over_between_two_browsers() {
        Actor console = Actor.console("test");
        accounts.create("jane", "Jane Smith", PASSWORD, Role.COMMANDER, console);
        accounts.create("charlie", "Charlie Wilson", PASSWORD, Role.COMMANDER, console);
        Instant now = Instant.now().minus(Duration.ofMinutes(1));
        incidents.declare(
                new Declaration("database-corruption", 1, "Orders are missing", null, now),
                new Actor("jane", "Jane Smith", Role.COMMANDER, "test"));
        try (BrowserContext janes = context();
                BrowserContext charlies = context()) {
            Page jane = signedIn(janes, "jane");
            Page charlie = signedIn(charlies, "charlie");
            assertThat(jane.getByText("● here").first()).isVisible();
            charlie.locator(".team-panel li", with("Database Admin"))
                    .getByText("I have this")
                    .click();
            assertThat(jane.locator(".team-panel li", with("Database Admin"))).containsText("Charlie Wilson");
            pictures(jane, "team");

            Locator handOver = button(jane, "Hand over… Incident Commander");
            handOver.focus();
            jane.keyboard().press("Enter");
            jane.locator("vaadin-dialog[opened]")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            pictures(jane, "handover-offer");
            jane.locator("vaadin-dialog vaadin-select").first().click();
            jane.locator("vaadin-select-item", with("Charlie Wilson")).last().click();
            button(jane, "Offer").click();

            button(charlie, "Answer… Incident Commander").click();
            pictures(charlie, "handover-answer");
            assertThat(jane.locator(".team-panel li", with("Incident Commander")))
                    .containsText("to Charlie Wilson");
            charlie.getByLabel("Assessment", new Page.GetByLabelOptions().setExact(true))
                    .check();
            charlie.locator("vaadin-radio-button", with("to be done")).click();
            button(charlie, "Accept").click();

            assertThat(jane.locator(".team-panel li", with("Incident Commander")))
                    .containsText("Charlie Wilson");
            assertThat(button(jane, "Hand over… Incident Commander")).isHidden();
            assertThat(button(charlie, "Hand over… Incident Commander")).isVisible();
        }
    }

    private Page signedIn(BrowserContext context, String login) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + port + "/login");
        page.getByLabel("Sign-in name").fill(login);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        page.navigate("http://localhost:" + port + "/team");
        page.locator(".team-panel").waitFor();
        return page;
    }

    /** Wide and phone, light and dark: nothing sticks out and nothing is serious for axe. */
    private static void pictures(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                String file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
                PageCheck.picture(page, Path.of("target", "screens", file + ".png"));
                PageCheck.nothingSticksOut(page);
                PageCheck.nothingSerious(page);
            }
        }
        page.setViewportSize(1440, 900);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.LocatorOptions with(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private BrowserContext context() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setTimezoneId("Europe/Berlin"));
    }
}
