package dev.muster.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times within words. */
class WallTimeTest {

    @Test
    void a_moment_within_words_is_shown_in_the_readers_own_time() {
        assertThat(times("Everything written after 2026-11-26T21:23:35.077887Z (22 min of work), seen"
                        + " 2026-11-26T21:24:00Z."))
                .containsExactly("2026-11-26T21:23:35.077887Z", "2026-11-26T21:24:00Z");
        assertThat(WallTime.in("after 2026-11-26T21:23:35Z, then").getElement().getTextRecursively())
                .isEqualTo("after 21:23 UTC, then");
    }

    @Test
    void words_without_a_moment_stay_as_they_are() {
        assertThat(times("list off-site:bdc/20261126T212335Z-1/ on 2026-11-26")).isEmpty();
        assertThat(WallTime.in("2 < 3").getElement().getTextRecursively()).isEqualTo("2 < 3");
    }

    private static List<String> times(String words) {
        return WallTime.in(words)
                .getChildren()
                .filter(WallTime.class::isInstance)
                .map(Component::getElement)
                .map(it -> it.getAttribute("datetime"))
                .toList();
    }
}
