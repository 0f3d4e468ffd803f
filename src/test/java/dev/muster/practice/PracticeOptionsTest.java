package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PracticeOptionsTest {

    @Test
    void sizes_are_read_in_megabytes_and_gigabytes() {
        assertThat(PracticeOptions.parse("--size", "50MB").megabytes()).isEqualTo(50);
        assertThat(PracticeOptions.parse("--size=2g").megabytes()).isEqualTo(2000);
        assertThat(PracticeOptions.parse().megabytes()).isEqualTo(100);
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PracticeOptions.parse("--frehs"))
                .withMessageContaining("--frehs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PracticeOptions.parse("--size", "many"))
                .withMessageContaining("many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PracticeOptions.parse("--port", "70000"))
                .withMessageContaining("70000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PracticeOptions.parse("--port"))
                .withMessageContaining("needs a value");
    }
}
