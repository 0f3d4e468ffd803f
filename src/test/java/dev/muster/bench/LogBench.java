package dev.muster.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.muster.practice.Chromium;
import dev.muster.recovery.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that prints 200,000 lines as fast as they are taken, with five browsers that follow: how many lines a second
 * are stored, how long the pages are busy at most, what they keep, whether the download has every line, and whether a
 * browser that does not keep up slows the run. Beside it the same lines through psql's copy into a table of the same shape.
 * Arguments: rounds (5). Takes about four minutes.
 */
public final class LogBench {

    private static final int LINES = 200_000;
    private static final int BROWSERS = 5;
    private static final String LOUD = "loud";

    private final EngineConsole console;
    private final List<Page> pages = new ArrayList<>();

    /** Where the program waits until every page looks. */
    private final Path go;

    private LogBench(EngineConsole console, Path go) {
        this.console = console;
        this.go = go;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path go = Files.createTempDirectory("log-bench").resolve("go");
        List<String> program = List.of(
                "awk",
                "-v",
                "most=" + LINES,
                "BEGIN { for (i = 1; i <= most; i++)"
                        + " print \"line \" i \" pg_restore: processing data for table public.documents\" }");
        try (EngineConsole console = new EngineConsole(Map.of(LOUD, List.of(after(go, program))));
                Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright)) {
            new LogBench(console, go).measure(browser, rounds, program);
        }
        System.exit(0);
    }

    private static List<String> after(Path file, List<String> program) {
        return Stream.concat(
                        Stream.of(
                                "/bin/sh",
                                "-c",
                                "until [ -e \"$0\" ]; do sleep 0.05; done; exec \"$@\"",
                                file.toString()),
                        program.stream())
                .toList();
    }

    private void measure(Browser browser, int rounds, List<String> program) throws Exception {
        for (int i = 0; i < BROWSERS; i++) {
            BrowserContext context = browser.newContext();
            Page page = context.newPage();
            signIn(page);
            pages.add(page);
        }
        List<Double> stored = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        double growth = 0;
        RunId last = run();
        for (int round = 1; round <= rounds; round++) {
            StolenTime stolen = new StolenTime();
            double before = heapMegabytes(pages.getFirst());
            last = run();
            stored.add(linesPerSecond(last));
            longest.add(longestTask());
            growth = Math.max(growth, heapMegabytes(pages.getFirst()) - before);
            CDPSession cdp = pages.getLast().context().newCDPSession(pages.getLast());
            cdp.send("Debugger.enable");
            slow.add(linesPerSecond(run(cdp)));
            copied.add(copied(program));
            System.out.printf(
                    Locale.ROOT,
                    "round %d  stored %6.0f lines/s   with one browser that stands still %6.0f   psql copy %6.0f"
                            + "   longest task %3.0f ms   (stolen by the host: %.0f %%)%n",
                    round,
                    stored.getLast(),
                    slow.getLast(),
                    copied.getLast(),
                    longest.getLast(),
                    stolen.percent());
        }
        System.out.printf(Locale.ROOT, "the limit, psql copy: %.0f lines/s%n", Rounds.quantile(copied, 0.5));
        Rounds.atLeast("log.stored", Rounds.quantile(stored, 0.5), "lines/s", 20_000);
        Rounds.atMost(
                "log.slow-browser-costs",
                (Rounds.quantile(stored, 0.5) / Rounds.quantile(slow, 0.5) - 1) * 100,
                "%",
                10);
        Rounds.atMost("log.longest-task", Rounds.quantile(longest, 0.5), "ms", 50);
        Rounds.atMost("log.heap-growth", growth, "MB", 64);
        Rounds.atMost("log.lost-in-download", lost(last), "lines", 0);
    }

    private RunId run() throws SQLException, InterruptedException, IOException {
        return run(null);
    }

    /**
     * With every page in the run before it prints.
     *
     * @param still the debugger of the last page, which stands still while the program prints
     */
    private RunId run(@Nullable CDPSession still) throws SQLException, InterruptedException, IOException {
        Files.deleteIfExists(go);
        RunId run = console.launch(LOUD);
        for (Page page : pages) {
            page.navigate(console.address + "/runs/" + run);
            page.evaluate("""
                () => {
                  window.longest = 0;
                  new PerformanceObserver((list) => list.getEntries()
                    .forEach((it) => { window.longest = Math.max(window.longest, it.duration); }))
                    .observe({ type: 'longtask', buffered: false });
                }\
                """);
        }
        for (Page page : pages) {
            page.locator("muster-log .log-note").waitFor();
        }
        for (Page page : pages) {
            // What the page does to come up is not the log's: it has come up when it has had no long task for a second
            page.evaluate("""
                async () => {
                  do {
                    window.longest = 0;
                    await new Promise((next) => setTimeout(next, 1000));
                  } while (window.longest > 0);
                }\
                """);
        }
        if (still != null) {
            still.send("Debugger.pause");
        }
        Files.writeString(go, "");
        try (RunWatch watch = new RunWatch(console.database())) {
            watch.awaitSuccess(run);
        }
        if (still != null) {
            still.send("Debugger.disable");
        }
        for (Page page : pages) {
            page.locator("muster-log .log-note").getByText(" 200,0").waitFor();
        }
        return run;
    }

    private double longestTask() {
        return pages.stream()
                .mapToDouble(it -> ((Number) it.evaluate("() => window.longest")).doubleValue())
                .max()
                .orElse(0);
    }

    /** From the first line to the last one. */
    private double linesPerSecond(RunId run) throws SQLException {
        try (Connection connection = console.database().connect("muster");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) / extract(epoch from max(at) - min(at))"
                        + " from run_log where stream = 'OUT' and run_id = " + run)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** The same lines from the same program, by the fastest loader that PostgreSQL has. */
    private double copied(List<String> program) throws Exception {
        console.database().execute("muster", "drop table if exists bare_log", "create table bare_log (line text)");
        long begun = System.nanoTime();
        Process printing = new ProcessBuilder(program).start();
        try (Connection connection = console.database().connect("muster")) {
            new org.postgresql.copy.CopyManager(connection.unwrap(org.postgresql.core.BaseConnection.class))
                    .copyIn("copy bare_log from stdin", printing.getInputStream());
        }
        return LINES / ((System.nanoTime() - begun) / 1e9);
    }

    private double lost(RunId run) throws Exception {
        Page page = pages.getFirst();
        page.navigate(console.address + "/runs/" + run);
        Download download =
                page.waitForDownload(() -> page.getByText("Download", new Page.GetByTextOptions().setExact(true))
                        .click());
        Path file = download.path();
        long[] next = {1};
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(it -> it.contains(" OUT line ")).forEach(it -> {
                if (it.contains(" OUT line " + next[0] + " ")) {
                    next[0]++;
                }
            });
        }
        return LINES - (next[0] - 1);
    }

    private void signIn(Page page) {
        page.navigate(console.address + "/login");
        page.locator("input[name=username]").fill(EngineConsole.LOGIN);
        page.locator("input[name=password]").fill(EngineConsole.PASSWORD);
        page.locator("vaadin-button, vaadin-login-form button").first().click();
        page.locator(".app").waitFor();
    }

    private static double heapMegabytes(Page page) {
        CDPSession cdp = page.context().newCDPSession(page);
        cdp.send("HeapProfiler.collectGarbage");
        JsonObject usage = cdp.send("Runtime.getHeapUsage");
        cdp.detach();
        return usage.get("usedSize").getAsDouble() / 1e6;
    }
}
