package dev.muster.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.MusterApplication;
import dev.muster.practice.Chromium;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A console that has never been started before, in front of a real browser. Each subclass has one of its own. */
@SpringBootTest(classes = MusterApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
public abstract class BrowserTest {

    protected static final String PASSWORD = "correct horse battery";

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    protected AccountService accounts;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeAll
    static void open_a_browser() {
        playwright = Playwright.create();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void close_it() {
        playwright.close();
    }

    protected final void account(String login, String name, Role role) {
        if (accounts.find(login).isEmpty()) {
            accounts.create(login, name, PASSWORD, role, Actor.console("test"));
        }
    }

    /** At a desk, by daylight, in another zone than the server. */
    protected static BrowserContext desk() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setTimezoneId("Europe/Berlin"));
    }

    protected final Response open(Page page, String path) {
        return page.navigate("http://localhost:" + port + path);
    }

    /** On the page that asks for it. */
    protected static void signIn(Page page, String login) {
        page.getByLabel("Sign-in name").fill(login);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
