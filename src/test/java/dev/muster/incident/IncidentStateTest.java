package dev.muster.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IncidentStateTest {

    @Test
    void the_legal_moves_are_these_and_no_others() {
        String table = Arrays.stream(IncidentState.values())
                .map(from -> "%-10s → %s"
                        .formatted(
                                from,
                                Arrays.stream(IncidentState.values())
                                        .filter(from::mayBecome)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(" "))))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));

        System.out.println(table);
        assertThat(table).isEqualTo("""
                        DECLARED   → RESPONDING CANCELLED
                        RESPONDING → RESOLVED CANCELLED
                        RESOLVED   → RESPONDING CLOSED
                        CLOSED     → RESPONDING
                        CANCELLED  →""");
    }
}
