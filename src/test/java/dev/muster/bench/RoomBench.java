package dev.muster.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How soon a tick made in one browser stands in all others, against a page that asks each second and a page that is told
 * by bare server-sent events; what a tab costs the console; how fast a long timeline is there.
 *
 * <p>Twenty Chromium pages do not fit two cores beside the console: {@code REAL} of the twenty are, the others are
 * clients that speak the same protocols and draw nothing.
 */
final class RoomBench {

    private static final Set<String> PARTS = Set.of("tabs", "changes", "timeline");
    private static final int BROWSERS = 20;
    private static final int REAL = 4;
    private static final int ROUNDS = 5;
    private static final int CHANGES = 8;
    /** The first tick of a day is compiled as it runs; these are as many as make it fast. */
    private static final int WARMING = 60;

    private static final double PATIENCE_MS = 120_000;
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final Pattern EVENT = Pattern.compile("data: (\\d+)");

    private final RoomConsole console;
    private final BarePages bare;
    private final Browser browser;
    private final List<Thread> listening = new ArrayList<>();

    private RoomBench(RoomConsole console, BarePages bare, Browser browser) {
        this.console = console;
        this.bare = bare;
        this.browser = browser;
    }

    /** Takes what is to be measured: {@code tabs}, {@code changes}, {@code timeline}, or nothing for all of them. */
    public static void main(String[] arguments) throws Exception {
        Set<String> parts = arguments.length == 0 ? PARTS : new LinkedHashSet<>(List.of(arguments));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("there are " + PARTS + ", not " + parts);
        }
        System.out.printf(
                "%d browsers: %d Chromium pages and %d clients without a browser; load before: %.1f%n",
                BROWSERS,
                REAL,
                BROWSERS - REAL,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (RoomConsole console = new RoomConsole(5)) {
            if (parts.contains("tabs")) {
                TabMemory.measure(console, parts.size() == 1);
            }
            if (parts.equals(Set.of("tabs"))) {
                return;
            }
            try (BarePages bare = new BarePages();
                    Playwright playwright = Playwright.create();
                    Browser browser = Chromium.launch(playwright)) {
                RoomBench bench = new RoomBench(console, bare, browser);
                if (parts.contains("changes")) {
                    bench.changes();
                }
                if (parts.contains("timeline")) {
                    LongTimeline.measure(console, browser);
                }
                for (Thread each : bench.listening) {
                    each.interrupt();
                    each.join();
                }
            }
        }
        System.exit(0);
    }

    private void changes() throws Exception {
        try (Watchers room = room();
                Watchers polling = bare("/poll/");
                Watchers events = bare("/sse/")) {
            Map<String, Latencies> all = new LinkedHashMap<>();
            Map<String, List<Double>> cpu = new LinkedHashMap<>();
            for (int round = 0; round <= ROUNDS; round++) {
                // The first round warms up, and is not counted.
                boolean counts = round > 0;
                List<Way> ways = new ArrayList<>(List.of(
                        new Way("room", room, "muster-item input", () -> console.item()
                                .version()),
                        new Way("bare page, asks each 1 s", polling, "#box", bare::version),
                        new Way("bare page, sent events", events, "#box", bare::version)));
                for (Way way : round % 2 == 0 ? ways : ways.reversed()) {
                    Latencies into = all.computeIfAbsent(way.name(), Latencies::new);
                    double spent = cpuMs();
                    int changes = counts ? CHANGES : WARMING;
                    for (int change = 0; change < changes; change++) {
                        int next = way.version().getAsInt() + 1;
                        double since = way.watchers().press(way.selector());
                        way.watchers().collect(next, since, counts ? into : new Latencies("warm"));
                        Thread.sleep(137);
                    }
                    if (counts) {
                        cpu.computeIfAbsent(way.name(), it -> new ArrayList<>()).add((cpuMs() - spent) / changes);
                    }
                }
            }
            all.values().forEach(Latencies::print);
            cpu.forEach((way, each) -> System.out.printf(
                    Locale.ROOT,
                    "%-26s %.1f ms of processor a change (console, bare server and clients without a browser)%n",
                    way,
                    Rounds.quantile(each, 0.5)));
            Latencies ours = Objects.requireNonNull(all.get("room"));
            Rounds.atMost("room_change_p50", ours.quantile(0.5), "ms", 50);
            Rounds.atMost("room_change_p95", ours.quantile(0.95), "ms", 120);
        }
    }

    /** Of this process: with load from elsewhere, the time that passes says less than the time that was spent. */
    private static double cpuMs() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e6;
    }

    private record Way(String name, Watchers watchers, String selector, java.util.function.IntSupplier version) {}

    private Watchers room() throws IOException, InterruptedException {
        Watchers watchers = new Watchers();
        for (int i = 0; i < REAL; i++) {
            Page page = watchers.page(browser);
            signIn(page, console);
            page.navigate(console.address + console.room());
            page.locator(".item").first().waitFor();
            page.evaluate("""
                () => {
                  const item = document.querySelector('muster-item');
                  new MutationObserver(() => window.seen(item.facts.version))
                    .observe(item, { attributes: true, childList: true, subtree: true });
                }\
                """);
        }
        for (int i = REAL; i < BROWSERS; i++) {
            RoomClient client = RoomClient.signedIn(console.address, RoomConsole.LOGIN, RoomConsole.PASSWORD);
            String first = "\"id\":" + console.item().id() + ",";
            client.open(console.room(), message -> {
                int at = message.indexOf(first);
                Matcher version = VERSION.matcher(message);
                if (at >= 0 && version.find(at)) {
                    watchers.heard(Integer.parseInt(version.group(1)));
                }
            });
            watchers.client(client);
        }
        return watchers;
    }

    static void signIn(Page page, RoomConsole console) {
        page.setDefaultTimeout(PATIENCE_MS);
        page.navigate(console.address + "/login");
        page.locator("input[name=username]").fill(RoomConsole.LOGIN);
        page.locator("input[name=password]").fill(RoomConsole.PASSWORD);
        page.locator("vaadin-button, vaadin-login-form button").first().click();
        page.locator(".app").waitFor();
    }

    private Watchers bare(String path) {
        Watchers watchers = new Watchers();
        for (int i = 0; i < REAL; i++) {
            watchers.page(browser).navigate(bare.address() + path);
        }
        HttpClient http = HttpClient.newHttpClient();
        for (int i = REAL; i < BROWSERS; i++) {
            watchers.oneMore();
            listening.add(Thread.ofVirtual().start(() -> {
                try {
                    if (path.equals("/sse/")) {
                        hear(http, path, watchers);
                    } else {
                        ask(http, path, watchers);
                    }
                } catch (IOException | UncheckedIOException | InterruptedException e) {
                    // The bench is over.
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return watchers;
    }

    private void hear(HttpClient http, String path, Watchers watchers) throws IOException, InterruptedException {
        http.send(request(path + "events"), BodyHandlers.ofLines()).body().forEach(line -> {
            Matcher event = EVENT.matcher(line);
            if (event.find()) {
                watchers.heard(Integer.parseInt(event.group(1)));
            }
        });
    }

    private void ask(HttpClient http, String path, Watchers watchers) throws IOException, InterruptedException {
        int known = bare.version();
        while (!Thread.interrupted()) {
            int now = Integer.parseInt(http.send(request(path + "state"), BodyHandlers.ofString())
                    .body()
                    .strip());
            for (int version = known + 1; version <= now; version++) {
                watchers.heard(version);
            }
            known = Math.max(known, now);
            Thread.sleep(1000);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(bare.address() + path)).build();
    }
}
