package dev.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What holds of every page, however wide and in whichever colours. */
public final class PageCheck {

    private static final Duration LOOK_FOR = Duration.ofSeconds(6);

    private PageCheck() {}

    /** Parts of a page get their roles a moment after they are drawn: it looks again for a few seconds. */
    public static void nothingSerious(Page page) {
        long deadline = System.nanoTime() + LOOK_FOR.toNanos();
        List<String> faults = serious(page);
        while (!faults.isEmpty() && System.nanoTime() < deadline) {
            faults = serious(page);
        }
        assertThat(faults).as(where(page)).isEmpty();
    }

    public static void nothingSticksOut(Page page) {
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing sticks out of " + where(page))
                .isTrue();
    }

    /** With every change of colour at its end. */
    public static void picture(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(file));
    }

    private static String where(Page page) {
        return page.url() + ", " + page.viewportSize().width + " px wide";
    }

    private static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(it -> List.of("serious", "critical").contains(String.valueOf(it.getImpact())))
                        .map(it -> it.getId() + ": " + it.getNodes().getFirst().getHtml() + " "
                                + it.getNodes().getFirst().getFailureSummary())
                        .toList();
    }
}
