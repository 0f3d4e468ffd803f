package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.step.StepOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTextTest {

    @TempDir
    Path work;

    @Test
    void the_log_is_gapless_masked_cut_and_free_of_control_characters() {
        try (EngineWorld world = new EngineWorld(work)) {
            world.first.run = it -> {
                for (int i = 0; i < 3000; i++) {
                    it.output(false, "line " + i);
                }
                it.output(true, "\u001B[31mred\u001B[0m \u0000bell\u0007 over\u0008write \u202Eturned");
                it.output(true, "postgres://bob:s3cr3t@host/db and PGPASSWORD=hunter2 and " + EngineWorld.SECRET);
                it.output(false, "ü".repeat(18_000));
                it.output(false, "half a pair \uD83D");
                it.log("two\nlines");
                return StepOutcome.done("done");
            };
            RunId run = world.driven();
            List<RunQuery.LogLine> lines = world.query().log(run, 0, 10_000);

            assertThat(lines.stream().map(RunQuery.LogLine::seq).toList())
                    .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
            assertThat(lines).hasSizeGreaterThan(3000);
            List<String> texts = world.log(run);
            assertThat(texts.subList(0, 3000)).startsWith("line 0").endsWith("line 2999");
            assertThat(texts)
                    .contains("red bell overwrite turned")
                    .contains("postgres://bob:•••@host/db and PGPASSWORD=••• and •••")
                    .contains("half a pair ?", "two", "lines");
            String cut =
                    texts.stream().filter(it -> it.startsWith("üü")).findFirst().orElseThrow();
            assertThat(cut).endsWith("[cut, the line had 36000 bytes]");
            assertThat(cut.substring(0, cut.indexOf(" …")).getBytes(StandardCharsets.UTF_8))
                    .hasSize(LogText.LONGEST);
        }
    }

    @Test
    void a_secret_that_is_split_over_lines_is_covered_wherever_it_is_split() {
        String secret = "correct-horse-battery";
        SplitSecrets split = new SplitSecrets(List.of(secret, "other-secret"));
        for (int at = 1; at < secret.length(); at++) {
            String first = split.cover("key " + secret.substring(0, at));
            String second = split.cover(secret.substring(at) + " end");
            String kept = first.replace("key ", "").replace(Masks.MASK, "");
            assertThat(kept).as("split at " + at).hasSizeLessThan(3);
            assertThat(second).as("split at " + at).isEqualTo(Masks.MASK + " end");
            assertThat(split.cover("battery low")).isEqualTo("battery low");
        }
    }

    @Test
    void a_secret_over_many_short_lines_is_covered_and_ordinary_lines_stay() {
        SplitSecrets split = new SplitSecrets(List.of("correct-horse-battery"));
        assertThat(List.of("corr", "ect-", "", "horse", "-batt", "ery", "horse").stream()
                        .map(split::cover))
                .containsExactly(Masks.MASK, Masks.MASK, "", Masks.MASK, Masks.MASK, Masks.MASK, "horse");
        assertThat(split.cover("xcorrec … [cut, the line had 52428800 characters]"))
                .isEqualTo("x" + Masks.MASK + " … [cut, the line had 52428800 characters]");
    }
}
