package dev.muster.ui.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BrowserTest;
import dev.muster.testing.PageCheck;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The door, in a real browser: from the first start to the end of a session. One story, told in its order. */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT extends BrowserTest {

    @Autowired
    private DataSource database;

    @Test
    @Order(1)
    void the_printed_token_makes_the_first_administrator(CapturedOutput output) {
        var token = Pattern.compile("use this token, once: (\\S+)").matcher(output.getAll());
        assertThat(token.find()).isTrue();
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/");
            page.waitForURL("**/setup");
            PageCheck.picture(page, "setup");
            page.getByLabel("Setup token").fill(token.group(1));
            page.getByLabel("Sign-in name").fill("ada");
            page.getByLabel("Your name").fill("Ada Admin");
            page.getByLabel("Password, at least 12 characters").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create the administrator"))
                    .click();
            page.waitForURL("**/login");

            signIn(page, "ada");

            assertThat(page.getByText("Ada Admin").first()).isVisible();
        }
    }

    @Test
    @Order(2)
    void answers_carry_the_headers_that_a_browser_should_obey() {
        try (BrowserContext context = desk()) {
            Response answer = open(context.newPage(), "/login");

            assertThat(answer.allHeaders())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "same-origin");
            assertThat(answer.headerValue("content-security-policy")).contains("frame-ancestors 'none'");
            assertThat(context.cookies())
                    .filteredOn(it -> it.name.equals("JSESSIONID"))
                    .allSatisfy(it -> {
                        assertThat(it.httpOnly).isTrue();
                        assertThat(it.sameSite).isEqualTo(com.microsoft.playwright.options.SameSiteAttribute.LAX);
                    });
        }
    }

    @Test
    @Order(3)
    void a_wrong_password_is_told_and_nothing_else_is() {
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/login");
            page.getByLabel("Sign-in name").fill("ada");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("wrong");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();

            assertThat(page.getByText("Not signed in")).isVisible();
            PageCheck.picture(page, "login-wrong");
        }
    }

    @Test
    @Order(4)
    void the_pages_at_a_desk_and_on_a_phone_light_and_dark() {
        account("jane", "Jane Smith", Role.COMMANDER);
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/login");
            assertThat(page.getByLabel("Sign-in name")).isVisible();
            PageCheck.inEveryLight(page, "login");
            signIn(page, "ada");
            for (Destination destination : Destination.ALL) {
                open(page, "/" + destination.path());
                assertThat(page.locator("main h1").first()).isVisible();
                PageCheck.inEveryLight(page, destination.label().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    @Order(5)
    void an_account_that_is_disabled_leaves_its_open_screen_at_once() {
        account("jane", "Jane Smith", Role.COMMANDER);
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/");
            signIn(page, "jane");

            accounts.setEnabled("jane", false, Actor.console("test"));

            assertThat(page.getByLabel("Sign-in name")).isVisible();
            assertThat(page).hasURL(Pattern.compile(".*/login.*"));
        } finally {
            accounts.setEnabled("jane", true, Actor.console("test"));
        }
    }

    @Test
    @Order(6)
    void a_viewer_cannot_open_the_accounts() {
        account("vera", "Vera Vogt", Role.VIEWER);
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/");
            signIn(page, "vera");
            open(page, "/admin");

            assertThat(page.getByText("Create an account")).hasCount(0);
            assertThat(page.getByText("Accounts", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);

            open(page, "/no-such-page");
            assertThat(page.locator("main h1").first()).hasText("There is no such page");
            PageCheck.inEveryLight(page, "no-such-page");
        }
    }

    @Test
    @Order(7)
    void signing_in_failing_and_signing_out_stand_in_the_log() throws SQLException {
        try (BrowserContext context = desk()) {
            Page page = context.newPage();
            open(page, "/");
            signIn(page, "ada");
            page.getByText("Ada Admin").first().click();
            page.getByText("Sign out").click();
            page.waitForURL("**/login**");
        }
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select string_agg(act, '\n'), count(*) filter (where act like '%refused%')"
                                        + " from (select action || ' ' || subject_id || ' ' || result as act from audit_entry)")) {
            rows.next();
            assertThat(rows.getString(1))
                    .contains(
                            "create-account ada done",
                            "sign-in ada done",
                            "sign-in ada refused: wrong name or password",
                            "sign-out ada done")
                    .doesNotContain(PASSWORD);
            assertThat(rows.getInt(2)).as("rows of the one wrong password").isEqualTo(1);
        }
    }
}
