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
                it.output(false, "ü".repeat(9000));
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
            assertThat(cut).endsWith("[cut, the line had 18000 bytes]");
            assertThat(cut.substring(0, cut.indexOf(" …")).getBytes(StandardCharsets.UTF_8))
                    .hasSize(LogText.LONGEST);
        }
    }
}
