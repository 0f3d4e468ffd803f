package dev.muster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What an open tab costs the console: live heap with two hundred tabs in the room less without any, and again after they
 * died without a word. The tabs are clients in a process of their own, so that only the console's objects are counted.
 */
final class TabMemory {

    private static final int TABS = 200;
    private static final double TARGET_KB = 250;
    private static final double KEPT_KB = 10;
    private static final int GROWN_SHOWN = 40;
    private static final long PATIENCE_NANOS = 180_000_000_000L;
    private static final String ROOM = "dev.muster.ui.incident.Room";

    private TabMemory() {}

    /** @param classes also says of which classes the tabs are made */
    static void measure(RoomConsole console, boolean classes) throws Exception {
        // The first ones load classes and fill pools and caches that stay: they are no cost of a tab.
        open(console, TABS).destroyForcibly().waitFor();
        awaitRooms(0);
        long before = liveBytes();
        // In a file: what this class holds would be counted, too.
        Path without = Files.writeString(Files.createTempFile("heap", ".txt"), histogram());
        Process tabs = open(console, TABS);
        long open = liveBytes();
        System.out.printf(Locale.ROOT, "%d rooms in the heap%n", rooms());
        if (classes) {
            printGrown(bytesByClass(Files.readString(without)), bytesByClass(histogram()));
        }
        tabs.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        awaitRooms(0);
        double seconds = (System.nanoTime() - killed) / 1e9;
        long after = liveBytes();
        if (classes) {
            System.out.println("kept when they were gone:");
            printGrown(bytesByClass(Files.readString(without)), bytesByClass(histogram()));
        }
        Files.delete(without);
        System.out.printf(
                Locale.ROOT,
                "live heap %.1f MB without tabs, %.1f MB with %d, %.1f MB when they were gone, %.0f s after they"
                        + " died%n",
                before / 1e6,
                open / 1e6,
                TABS,
                after / 1e6,
                seconds);
        Rounds.atMost("room_heap_per_tab", (open - before) / 1000.0 / TABS, "kB", TARGET_KB);
        Rounds.atMost("room_heap_kept_per_dead_tab", (after - before) / 1000.0 / TABS, "kB", KEPT_KB);
    }

    /** Returns when all of them are in the room. */
    private static Process open(RoomConsole console, int tabs) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RoomTabs.class.getName(),
                        console.address,
                        console.room(),
                        String.valueOf(tabs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (!RoomTabs.OPEN.equals(line)) {
            throw new IllegalStateException("the tabs did not open: " + line);
        }
        return process;
    }

    private static void awaitRooms(long wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (rooms() > wanted) {
            if (System.nanoTime() > end) {
                System.out.println(histogram().lines().limit(40).reduce("", (a, b) -> a + b + "\n"));
                throw new IllegalStateException(rooms() + " rooms are still in the heap");
            }
            Thread.sleep(2000);
        }
    }

    /** How many rooms are reachable, by the histogram that a full collection leaves. */
    private static long rooms() throws JMException {
        return histogram()
                .lines()
                .map(String::strip)
                .filter(it -> it.endsWith(" " + ROOM) || it.contains(" " + ROOM + " "))
                .mapToLong(it -> Long.parseLong(it.split("\\s+")[1]))
                .sum();
    }

    private static Map<String, Long> bytesByClass(String histogram) {
        return histogram
                .lines()
                .map(it -> it.strip().split("\\s+"))
                .filter(it -> it.length >= 4 && it[0].endsWith(":"))
                .collect(Collectors.toMap(it -> it[3], it -> Long.parseLong(it[2]), Long::sum));
    }

    private static void printGrown(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new HashMap<>(after);
        before.forEach((name, bytes) -> grown.merge(name, -bytes, Long::sum));
        grown.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(GROWN_SHOWN)
                .forEach(it -> System.out.printf(
                        Locale.ROOT, "%8.2f kB a tab  %s%n", it.getValue() / 1000.0 / TABS, it.getKey()));
    }

    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    /** By the last line of the histogram, whose own text is not part of it. */
    private static long liveBytes() throws JMException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            String[] total =
                    histogram().strip().lines().toList().getLast().strip().split("\\s+");
            least = Math.min(least, Long.parseLong(total[2]));
        }
        return least;
    }
}
