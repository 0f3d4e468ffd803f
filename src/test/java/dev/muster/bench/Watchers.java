package dev.muster.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everybody who looks at one page: real browsers, which tell when the change stands in their page, and clients without
 * one, which tell when it has arrived. Moments are of the wall clock, which all processes of this machine share.
 */
final class Watchers implements AutoCloseable {

    private static final String SEEN = """
        (version) => { window.when ??= {}; window.when[version] ??= performance.timeOrigin + performance.now(); }\
        """;

    private final List<Page> pages = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<RoomClient> tabs = new ArrayList<>();
    private final Map<Integer, List<Double>> heard = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** Another browser, with the script that calls {@code window.seen(version)} put in by the page or by the caller. */
    Page page(Browser browser) {
        BrowserContext context = browser.newContext();
        contexts.add(context);
        Page page = context.newPage();
        page.addInitScript("window.seen = " + SEEN);
        pages.add(page);
        return page;
    }

    void oneMore() {
        clients.incrementAndGet();
    }

    /** A client without a browser, which goes when these watchers do. */
    void client(RoomClient client) {
        tabs.add(client);
        oneMore();
    }

    /** A client without a browser has heard of that version. */
    void heard(int version) {
        heard.computeIfAbsent(version, it -> java.util.Collections.synchronizedList(new ArrayList<>()))
                .add(now());
    }

    int count() {
        return pages.size() + clients.get();
    }

    /** Waits until all have seen that version, and adds how long each took. */
    void collect(int version, double since, Latencies into) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        for (Page page : pages) {
            page.waitForFunction("version => window.when?.[version] !== undefined", version);
            into.add(((Number) page.evaluate("version => window.when[version]", version)).doubleValue() - since);
        }
        while (heard.getOrDefault(version, List.of()).size() < clients.get()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("of " + clients + " clients only "
                        + heard.getOrDefault(version, List.of()).size() + " heard of version " + version);
            }
            Thread.sleep(5);
        }
        heard.getOrDefault(version, List.of()).forEach(it -> into.add(it - since));
    }

    /** Presses the box in the first browser; returns when it was pressed. */
    double press(String selector) {
        return ((Number) pages.getFirst()
                        .evaluate(
                                "selector => { const box = document.querySelector(selector); const at ="
                                        + " performance.timeOrigin + performance.now(); box.click(); return at; }",
                                selector))
                .doubleValue();
    }

    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1000.0 + now.getNano() / 1e6;
    }

    @Override
    public void close() {
        tabs.forEach(RoomClient::close);
        contexts.forEach(BrowserContext::close);
    }
}
