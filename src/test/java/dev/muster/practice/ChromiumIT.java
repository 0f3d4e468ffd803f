package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Test;

class ChromiumIT {

    @Test
    void the_machines_browser_is_driven_without_a_node_of_ours() {
        try (Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright)) {
            Page page = browser.newPage();
            page.setContent("<h1>Muster</h1>");
            assertThat(page.textContent("h1")).isEqualTo("Muster");
        }
    }
}
