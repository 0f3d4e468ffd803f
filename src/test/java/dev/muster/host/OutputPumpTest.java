package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputPumpTest {

    @Test
    void a_line_of_fifty_megabytes_is_cut_and_says_how_long_it_was() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CommandResult result = new LocalMachine()
                .run(
                        Command.of(
                                Duration.ofMinutes(1),
                                "/bin/sh",
                                "-c",
                                "head -c 52428800 /dev/zero | tr '\\0' x; echo; echo next"),
                        (error, line) -> lines.add(line));
        assertThat(result.succeeded()).isTrue();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("xxxx")
                .endsWith("x … [cut, the line had 52428800 characters]")
                .hasSizeLessThan(9000);
        assertThat(lines.getLast()).isEqualTo("next");
    }
}
