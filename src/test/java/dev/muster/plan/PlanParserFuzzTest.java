package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in the file, nothing but a {@link PlanException} leaves the parser, and it comes soon. To repeat a run,
 * set the system property {@code fuzz.seed} to the seed that it printed.
 */
class PlanParserFuzzTest {

    /** Its own work counts, not that of the machine beside it. */
    private static final ThreadMXBean BEANS = ManagementFactory.getThreadMXBean();

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String BDC = BdcPlanTest.yaml();
    private static final String[] SPLINTERS = {
        "&a ",
        "*a",
        "!!java.net.URL ",
        "!x ",
        "<<: ",
        "? ",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">",
        "'",
        "\"",
        "#",
        "%",
        "\t",
        "\n",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "é",
        "🙂",
        "---\n",
        "...\n",
        "~",
        "null",
        "${env:X}",
        "-1",
        "1e999",
        ".nan",
        "0 h",
        "\\x",
        "{{",
        "}}",
        "@",
        "`",
        ",",
        "\r",
        "\u2028",
        "99999999999999999999",
        "!!binary ",
        "!!set ",
        "=",
        "a: b"
    };

    private final PlanParser parser = new PlanParser(Map.of());
    private int accepted;
    private int refused;

    @Test
    void mutated_copies_of_the_shipped_plan_are_read_or_refused() {
        long seed = seed();
        Random random = new Random(seed);
        for (int copy = 0; copy < 3_000; copy++) {
            String yaml = BDC;
            for (int wound = random.nextInt(4); wound >= 0; wound--) {
                yaml = mutate(yaml, random);
            }
            parse(yaml, seed, copy);
        }
        System.out.println("fuzz: " + accepted + " read, " + refused + " refused");
        assertThat(refused).as("the mutations bite").isGreaterThan(1_000);
        assertThat(accepted).as("some copies are still plans").isPositive();
    }

    @Test
    void random_bytes_are_refused() {
        long seed = seed();
        Random random = new Random(seed);
        for (int copy = 0; copy < 3_000; copy++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            parse(
                    new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII),
                    seed,
                    copy);
            parse(splinters(random, random.nextInt(60)), seed, copy);
        }
        assertThat(accepted).isZero();
    }

    static List<String> hostileFiles() {
        String many =
                IntStream.range(0, 20_000).mapToObj(it -> "k" + it + ": v").collect(Collectors.joining("\n"));
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            laughs.append("a" + level + ": &a" + level + " [" + ("*a" + (level - 1) + ", ").repeat(9) + "x]\n");
        }
        return List.of(
                "[".repeat(100_000),
                "{a: ".repeat(60_000),
                "- ".repeat(90_000),
                "? ".repeat(90_000),
                "&a ".repeat(60_000),
                "!a ".repeat(60_000),
                "\"" + "\\x".repeat(60_000),
                "a: " + "x".repeat(290_000),
                "x".repeat(300_001),
                "'".repeat(290_000),
                "#".repeat(290_000),
                "\n".repeat(290_000),
                "a:\n" + " ".repeat(290_000) + "b",
                "a: |\n" + " x\n".repeat(90_000),
                "[" + "a,".repeat(100_000) + "]",
                "services:\n" + many.replace("k", "  k"),
                "best-practices: [" + "[],".repeat(60_000) + "]",
                "name: &n " + "y".repeat(100_000) + "\nbest-practices: [" + "*n,".repeat(60_000) + "]",
                many,
                laughs.toString(),
                "&a {a: *a}",
                "hosts: &h\n  a: {connection: ssh, address: *h}\n");
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    void a_file_made_to_exhaust_the_parser_is_refused_soon(String yaml) {
        parse(yaml, 0, 0);
        assertThat(refused).isOne();
    }

    private void parse(String yaml, long seed, int copy) {
        long start = BEANS.getCurrentThreadCpuTime();
        try {
            parser.parse(yaml);
            accepted++;
        } catch (PlanException e) {
            refused++;
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(201);
            assertThat(e.getMessage()).hasSizeLessThan(20_000);
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", copy " + copy + ": " + e, e);
        }
        assertThat(Duration.ofNanos(BEANS.getCurrentThreadCpuTime() - start))
                .as("seed %s, copy %s", seed, copy)
                .isLessThan(LONGEST);
    }

    private static String mutate(String yaml, Random random) {
        if (yaml.length() < 2) {
            return BDC;
        }
        int at = random.nextInt(yaml.length());
        return switch (random.nextInt(8)) {
            case 0 -> yaml.substring(0, at) + splinters(random, 1) + yaml.substring(at);
            case 1 -> yaml.substring(0, at) + yaml.substring(Math.min(yaml.length(), at + 1 + random.nextInt(30)));
            case 2 -> yaml.substring(0, at) + (char) random.nextInt(0x300) + yaml.substring(at + 1);
            case 3 -> yaml.substring(0, at);
            case 4 -> lines(yaml, random, List::remove);
            case 5 -> lines(yaml, random, (lines, index) -> lines.add(random.nextInt(lines.size()), lines.get(index)));
            case 6 -> lines(yaml, random, (lines, index) -> lines.set(index, "  " + lines.get(index)));
            default ->
                lines(yaml, random, (lines, index) -> {
                    String line = lines.get(index);
                    int colon = line.indexOf(':');
                    lines.set(index, (colon < 0 ? line : line.substring(0, colon + 1)) + " " + splinters(random, 2));
                });
        };
    }

    private interface LineChange {
        void apply(List<String> lines, int index);
    }

    private static String lines(String yaml, Random random, LineChange change) {
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        if (lines.isEmpty()) {
            return yaml;
        }
        change.apply(lines, random.nextInt(lines.size()));
        return String.join("\n", lines);
    }

    private static String splinters(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> SPLINTERS[random.nextInt(SPLINTERS.length)])
                .collect(Collectors.joining());
    }

    private static long seed() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("fuzz.seed=" + seed);
        return seed;
    }
}
