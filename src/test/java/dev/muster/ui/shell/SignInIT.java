package dev.muster.ui.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.MusterApplication;
import dev.muster.practice.Chromium;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.PageCheck;
import dev.muster.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The door, in a real browser: from the first start to the end of a session. One story, told in its order. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = MusterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class SignInIT {

    private static final String PASSWORD = "correct horse battery";
    private static final Path SCREENS = Path.of("target/screens");
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private AccountService accounts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::application);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("spring.flyway.user", DATABASE::owner);
        registry.add("spring.flyway.password", DATABASE::password);
        registry.add("muster.work-directory", () -> "target/door/work");
        registry.add("muster.keys-directory", () -> "target/door/keys");
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
    @Order(1)
    void the_printed_token_makes_the_first_administrator(CapturedOutput output) {
        var token = Pattern.compile("use this token, once: (\\S+)").matcher(output.getAll());
        assertThat(token.find()).isTrue();
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(address("/"));
            page.waitForURL("**/setup");
            picture(page, "setup");
            page.getByLabel("Setup token").fill(token.group(1));
            page.getByLabel("Sign-in name").fill("ada");
            page.getByLabel("Your name").fill("Ada Admin");
            page.getByLabel("Password, at least 12 characters").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create the administrator"))
                    .click();
            page.waitForURL("**/login");

            signIn(page, "ada", PASSWORD);

            assertThat(page.getByText("Ada Admin").first()).isVisible();
        }
    }

    @Test
    @Order(2)
    void answers_carry_the_headers_that_a_browser_should_obey() {
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Response answer = context.newPage().navigate(address("/login"));

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
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(address("/login"));
            page.getByLabel("Sign-in name").fill("ada");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("wrong");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();

            assertThat(page.getByText("Not signed in")).isVisible();
            picture(page, "login-wrong");
        }
    }

    @Test
    @Order(4)
    void the_pages_at_a_desk_and_on_a_phone_light_and_dark() {
        account("jane", "Jane Smith", Role.COMMANDER);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1440, 390}) {
                try (BrowserContext context = newContext(width, width == 390 ? 844 : 900, scheme)) {
                    Page page = context.newPage();
                    page.navigate(address("/login"));
                    String name = "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
                    assertThat(page.getByLabel("Sign-in name")).isVisible();
                    picture(page, "login" + name);
                    PageCheck.nothingSticksOut(page);
                    PageCheck.nothingSerious(page);
                    signIn(page, "ada", PASSWORD);
                    for (Destination destination : Destination.ALL) {
                        page.navigate(address("/" + destination.path()));
                        assertThat(page.locator("main h1").first()).isVisible();
                        picture(page, destination.label().toLowerCase(java.util.Locale.ROOT) + name);
                        PageCheck.nothingSticksOut(page);
                        PageCheck.nothingSerious(page);
                    }
                }
            }
        }
    }

    @Test
    @Order(5)
    void an_account_that_is_disabled_leaves_its_open_screen_at_once() {
        account("jane", "Jane Smith", Role.COMMANDER);
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(address("/"));
            signIn(page, "jane", PASSWORD);

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
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(address("/"));
            signIn(page, "vera", PASSWORD);
            page.navigate(address("/admin"));

            assertThat(page.getByText("Create an account")).hasCount(0);
            assertThat(page.getByText("Accounts", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
        }
    }

    @Test
    @Order(7)
    void signing_in_failing_and_signing_out_stand_in_the_log() throws SQLException {
        try (BrowserContext context = newContext(1440, 900, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(address("/"));
            signIn(page, "ada", PASSWORD);
            page.getByText("Ada Admin").first().click();
            page.getByText("Sign out").click();
            page.waitForURL("**/login**");
        }
        try (var connection = DATABASE.asOwner();
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

    private void account(String login, String name, Role role) {
        if (accounts.find(login).isEmpty()) {
            accounts.create(login, name, PASSWORD, role, Actor.console("test"));
        }
    }

    private static void signIn(Page page, String login, String password) {
        page.getByLabel("Sign-in name").fill(login);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
    }

    private static void picture(Page page, String name) {
        PageCheck.picture(page, SCREENS.resolve(name + ".png"));
    }

    private BrowserContext newContext(int width, int height, ColorScheme scheme) {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
