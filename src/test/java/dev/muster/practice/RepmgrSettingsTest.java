package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepmgrSettingsTest {

    @Test
    void a_value_ends_at_its_own_quote_only() {
        assertThat(new RepmgrSettings()
                        .with("node_id", 1)
                        .with("passfile", "/it's\\here")
                        .text())
                .isEqualTo("node_id='1'\npassfile='/it''s\\\\here'\n");
    }

    @Test
    void an_argument_of_a_command_stays_one_word_of_the_shell() {
        String text = new RepmgrSettings()
                .withCommand("promote_command", List.of("/bin/printf", "%s|", "-f", "/a b/$HOME;'c"))
                .text();

        String command = text.substring("promote_command='".length(), text.length() - "'\n".length())
                .replace("''", "'")
                .replace("\\\\", "\\");
        assertThat(Program.of("sh", "-c", command).run()).isEqualTo("-f|/a b/$HOME;'c|");
    }

    @Test
    void only_the_number_of_the_node_is_put_in_by_repmgr() {
        assertThat(new RepmgrSettings()
                        .withCommandForNode("follow_command", List.of("/50%near", "--upstream-node-id="))
                        .text())
                .isEqualTo("follow_command='''/50%%near'' ''--upstream-node-id=''%n'\n");
    }
}
