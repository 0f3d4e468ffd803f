package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemdServiceControlTest {

    private final List<String> asked = new ArrayList<>();
    private final Map<String, Integer> exitCodes = new HashMap<>();
    private final ServiceControl bdc = new SystemdServiceControl(this::answer, "bdc");

    @Test
    void a_unit_is_started_stopped_restarted_and_looked_at_by_argument_lists() {
        bdc.stop();
        bdc.start();
        bdc.restart();
        assertThat(bdc.running()).isTrue();
        assertThat(asked)
                .containsExactly(
                        "systemctl stop --no-ask-password -- bdc",
                        "systemctl start --no-ask-password -- bdc",
                        "systemctl is-active --no-ask-password --quiet -- bdc",
                        "systemctl restart --no-ask-password -- bdc",
                        "systemctl is-active --no-ask-password --quiet -- bdc",
                        "systemctl is-active --no-ask-password --quiet -- bdc");
        assertThat(bdc.describe())
                .isEqualTo("systemctl stop --no-ask-password -- bdc; systemctl start --no-ask-password -- bdc");
    }

    @Test
    void a_failure_comes_with_the_last_lines_of_the_journal() {
        for (String verb : List.of("stop", "start", "restart")) {
            exitCodes.clear();
            exitCodes.put(verb, 1);
            assertThatThrownBy(() -> act(verb))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("bdc did not " + verb + ": Job for bdc.service failed")
                    .hasMessageContaining("\nCannot bind port 5000");
        }
    }

    @Test
    void one_that_was_started_and_ends_at_once_has_not_come_up() {
        exitCodes.put("is-active", 3);
        assertThat(bdc.running()).isFalse();
        assertThatThrownBy(bdc::start)
                .isInstanceOf(HostException.class)
                .hasMessage("bdc was started and did not stay up:\nCannot bind port 5000");
    }

    @Test
    void whether_a_unit_runs_is_not_guessed_when_the_question_was_refused() {
        exitCodes.put("is-active", 4);
        assertThat(bdc.running()).isFalse();
        exitCodes.put("is-active", 1);
        assertThatThrownBy(bdc::running)
                .isInstanceOf(HostException.class)
                .hasMessageContaining("bdc cannot be looked at, exit code 1: Job for bdc");
    }

    private void act(String verb) {
        switch (verb) {
            case "stop" -> bdc.stop();
            case "start" -> bdc.start();
            default -> bdc.restart();
        }
    }

    private CommandResult answer(Command command, CommandListener listener) {
        if (command.program().equals("journalctl")) {
            listener.line(false, "Cannot bind port 5000");
            return new CommandResult(0, Duration.ZERO, "");
        }
        asked.add(command.display());
        return new CommandResult(
                exitCodes.getOrDefault(command.arguments().get(1), 0), Duration.ZERO, "Job for bdc.service failed");
    }
}
