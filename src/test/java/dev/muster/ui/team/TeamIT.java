package dev.muster.ui.team;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BrowserTest;
import dev.muster.testing.PageCheck;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The command passes from one person to another, each at a real browser, by keyboard where one would. */
class TeamIT extends BrowserTest {

    @Autowired
    private IncidentService incidents;

    @Test
    void the_command_is_handed_over_between_two_browsers() {
        account("jane", "Jane Smith", Role.COMMANDER);
        account("charlie", "Charlie Wilson", Role.COMMANDER);
        Instant now = Instant.now().minus(Duration.ofMinutes(1));
        incidents.declare(
                new Declaration("database-corruption", 1, "Orders are missing", null, now),
                new Actor("jane", "Jane Smith", Role.COMMANDER, "test"));
        try (BrowserContext janes = desk();
                BrowserContext charlies = desk()) {
            Page jane = signedIn(janes, "jane");
            Page charlie = signedIn(charlies, "charlie");
            assertThat(jane.getByText("● here").first()).isVisible();
            charlie.locator(".team-panel li", with("Database Admin"))
                    .getByText("I have this")
                    .click();
            assertThat(jane.locator(".team-panel li", with("Database Admin"))).containsText("Charlie Wilson");
            PageCheck.inEveryLight(jane, "team");

            Locator handOver = button(jane, "Hand over… Incident Commander");
            handOver.focus();
            jane.keyboard().press("Enter");
            jane.locator("vaadin-dialog[opened]")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            PageCheck.inEveryLight(jane, "handover-offer");
            jane.locator("vaadin-dialog vaadin-select").first().click();
            jane.locator("vaadin-select-item", with("Charlie Wilson")).last().click();
            button(jane, "Offer").click();

            button(charlie, "Answer… Incident Commander").click();
            PageCheck.inEveryLight(charlie, "handover-answer");
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
        open(page, "/login");
        signIn(page, login);
        open(page, "/team");
        page.locator(".team-panel").waitFor();
        return page;
    }

    private static Page.LocatorOptions with(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
