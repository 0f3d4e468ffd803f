package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ui.shell.KeyHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysInTheGuideTest {

    private static final String EVERYWHERE = "Ctrl K,?,/,Esc";

    @Test
    void the_guide_names_each_key_of_the_room_and_no_other() throws IOException {
        String keys = Files.readString(Path.of("docs/incident.md"))
                .split("## Keys")[1]
                .split("\n\n")[1];

        assertThat(keys.lines()
                        .skip(2)
                        .flatMap(it -> Arrays.stream(it.split("\\|")[1].split(",")))
                        .map(it -> it.strip().replace("`", "")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(RoomView.KEYS.stream().map(KeyHint::keys), Arrays.stream(EVERYWHERE.split(",")))
                                .toList());
    }
}
