package dev.muster.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.muster.practice.PracticeStart;

/** Somebody at a browser of their own. */
final class Person implements AutoCloseable {

    final Page page;
    private final BrowserContext context;
    private final String address;

    private Person(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        this.page = context.newPage();
        page.setDefaultTimeout(30_000);
    }

    static Person signedIn(Browser browser, PracticeStart estate, String login) {
        return signedIn(browser, estate, login, estate.address());
    }

    /** @param address where this browser reaches the console */
    static Person signedIn(Browser browser, PracticeStart estate, String login, String address) {
        Person person = new Person(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setTimezoneId("Europe/Berlin")),
                address);
        person.page.navigate(person.address + "/login");
        person.page.locator("input[name=username]").fill(login);
        person.page.locator("input[name=password]").fill(estate.passwordOf(login));
        person.button("Sign in").click();
        person.page.locator(".app").waitFor();
        return person;
    }

    void open(String path) {
        page.navigate(address + path);
        page.locator(".app main > *").first().waitFor();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator item(String title) {
        return page.locator(".item", new Page.LocatorOptions().setHasText(title));
    }

    /** The oldest line of the story with that text: what somebody did about a line may repeat its words. */
    Locator line(String text) {
        return page.locator(".tl li", new Page.LocatorOptions().setHasText(text))
                .last();
    }

    Locator box(String title) {
        return page.getByRole(
                AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(title).setExact(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
