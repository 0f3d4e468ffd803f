package dev.muster.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Locale;

/** A story of ten thousand lines: how soon its first ones stand in the page, and whether scrolling ever freezes. */
final class LongTimeline {

    private static final int LINES = 10_000;
    private static final int LOOKS = 7;

    private LongTimeline() {}

    static void measure(RoomConsole console, Browser browser) {
        console.fillTimeline(LINES);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            RoomBench.signIn(page, console);
            Latencies first = new Latencies("first lines of " + LINES);
            page.navigate(console.address + console.room());
            page.locator(".tl li").first().waitFor();
            for (int look = 0; look < LOOKS; look++) {
                page.navigate(console.address + "/incidents");
                page.locator(".incident-row").first().waitFor();
                first.add(((Number) page.evaluate("""
                                () => new Promise((done) => {
                                  const begun = performance.now();
                                  const look = () => document.querySelector('.tl li')
                                    ? done(performance.now() - begun) : requestAnimationFrame(look);
                                  document.querySelector('.incident-row').click();
                                  look();
                                })""")).doubleValue());
            }
            first.print();
            Rounds.atMost("room_timeline_first_rows", first.quantile(0.5), "ms", 300);
            page.evaluate("""
                    () => {
                      window.longest = 0;
                      new PerformanceObserver((list) => list.getEntries()
                        .forEach((it) => { window.longest = Math.max(window.longest, it.duration); }))
                        .observe({ type: 'longtask', buffered: false });
                    }""");
            double shown = 0;
            for (int turn = 0; turn < 400 && shown < LINES; turn++) {
                page.evaluate(
                        "() => { const box = document.querySelector('.tl-box'); box.scrollTop = box.scrollHeight; }");
                page.waitForTimeout(60);
                shown = ((Number) page.evaluate("() => document.querySelectorAll('.tl li').length")).doubleValue();
            }
            double longest = ((Number) page.evaluate("() => window.longest")).doubleValue();
            System.out.printf(Locale.ROOT, "scrolled to line %.0f; longest task %.0f ms%n", shown, longest);
            Rounds.atLeast("room_timeline_lines_reached", shown, "lines", LINES);
            Rounds.atMost("room_timeline_longest_task", longest, "ms", 200);
        }
    }
}
