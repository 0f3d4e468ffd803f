package dev.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What holds of every page, however wide and in whichever colours. */
public final class PageCheck {

    private static final int DESK = 1440;
    private static final int PHONE = 390;
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

    /** A page lays itself out anew a moment after its width has changed: it looks again for a few seconds. */
    public static void nothingSticksOut(Page page) {
        long deadline = System.nanoTime() + LOOK_FOR.toNanos();
        while (tooWide(page) > 0 && System.nanoTime() < deadline) {
            page.waitForTimeout(50);
        }
        assertThat(tooWide(page)).as("pixels that stick out of " + where(page)).isZero();
    }

    private static int tooWide(Page page) {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /** Wide and phone, light and dark; at a desk when it returns. */
    public static void inEveryLight(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {PHONE, DESK}) {
                page.setViewportSize(width, width == PHONE ? 844 : 900);
                picture(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                nothingSticksOut(page);
                if (width == DESK ^ scheme == ColorScheme.DARK) {
                    nothingSerious(page);
                }
            }
        }
    }

    /** With every change of colour at its end; among the other pictures of the build. */
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(Path.of("target", "pictures", name + ".png")));
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
