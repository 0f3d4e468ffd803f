package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    @Test
    void the_table_of_runs() {
        String table = Arrays.stream(RunState.values())
                .map(it -> it + " -> " + Transitions.after(it))
                .collect(Collectors.joining("\n"));
        System.out.println(table);
        assertThat(table).isEqualTo("""
                        PREPARED -> [QUEUED, CANCELLED]
                        AWAITING_APPROVAL -> [QUEUED]
                        QUEUED -> [RUNNING, CANCELLED]
                        RUNNING -> [AWAITING_APPROVAL, PAUSED, INTERRUPTED, SUCCEEDED, FAILED, CANCELLED]
                        PAUSED -> [QUEUED]
                        INTERRUPTED -> [QUEUED]
                        SUCCEEDED -> [QUEUED]
                        FAILED -> []
                        CANCELLED -> []""");
    }

    @Test
    void the_table_of_steps() {
        String table = Arrays.stream(StepState.values())
                .map(it -> it + " -> " + Transitions.after(it))
                .collect(Collectors.joining("\n"));
        System.out.println(table);
        assertThat(table).isEqualTo("""
                        PENDING -> [RUNNING]
                        RUNNING -> [RUNNING, WAITING, NEEDS_DECISION, SUCCEEDED, FAILED, UNDONE]
                        WAITING -> [RUNNING]
                        NEEDS_DECISION -> [RUNNING, SKIPPED]
                        SUCCEEDED -> [RUNNING]
                        FAILED -> [RUNNING, SKIPPED]
                        SKIPPED -> [PENDING, RUNNING]
                        UNDONE -> [PENDING]""");
    }
}
