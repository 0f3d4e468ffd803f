package dev.muster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeKeys;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is lost in part: the shipped procedure brings all five parts back, and stumbles in each of them. */
class FullSystemIT {

    private static final List<String> PARTS =
            List.of("Database", "Application", "Configuration", "Certificates", "Redis");

    private final FullSystemRig rig = new FullSystemRig();

    @BeforeEach
    void copies_of_a_sound_system_that_is_then_spoiled() throws Exception {
        rig.start(new PracticeData(1, 7), new PracticeKeys(20, 7));
        for (String copy : List.of("back-up-database", "back-up-application", "back-up-redis")) {
            assertThat(rig.driven(rig.launched(copy, Map.of())).summary().state())
                    .isEqualTo(RunState.SUCCEEDED);
        }
        rig.spoil();
        assertThat(rig.standing()).containsOnly("spoiled");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void each_part_may_fail_and_says_how_all_stand_until_the_whole_is_restored_and_taken_back() {
        rig.stumbles.addAll(PARTS);
        RunId id = rig.launched("restore-full-system", Map.of("commit", rig.commit));
        for (int failing = 0; failing < PARTS.size(); failing++) {
            RunQuery.Detail run = rig.driven(id);
            assertThat(run.summary().state()).as(FullSystemRig.told(run)).isEqualTo(RunState.INTERRUPTED);
            List<String> log = rig.lastLines(id, PARTS.size());
            for (int part = 0; part < PARTS.size(); part++) {
                assertThat(log.get(part))
                        .startsWith(PARTS.get(part)
                                + (part < failing ? ": restored" : part == failing ? ": stopped" : ": not begun"));
                if (part <= failing) {
                    assertThat(log.get(part)).contains("way back: undo back to step ");
                }
            }
            rig.stumbles.remove(PARTS.get(failing));
            rig.runs().retry(id, FullSystemRig.COMMANDER);
        }

        RunQuery.Detail run = rig.driven(id);

        assertThat(run.summary().state()).as(FullSystemRig.told(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.steps().getLast().summary())
                .isEqualTo("Whole: Database restored, Application restored, Configuration restored,"
                        + " Certificates restored, Redis restored");
        assertThat(rig.standing()).containsOnly("sound");
        assertThat(rig.written()).as("a user writes through nginx").isEqualTo(201);

        rig.runs().wayBack(id, "it was the wrong day", FullSystemRig.COMMANDER);
        RunQuery.Detail back = rig.driven(id);
        assertThat(back.summary().state()).as(FullSystemRig.told(back)).isEqualTo(RunState.CANCELLED);
        assertThat(rig.standing()).containsOnly("spoiled");
    }

    @Test
    void a_run_that_fails_at_its_last_part_and_is_cancelled_leaves_everything_as_before() {
        rig.stumbles.add("Redis");
        RunId id = rig.launched("restore-full-system", Map.of("commit", rig.commit));
        assertThat(rig.driven(id).summary().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(rig.standing()).contains("sound");

        rig.runs().cancel(id, "not today", FullSystemRig.COMMANDER);
        RunQuery.Detail run = rig.driven(id);

        assertThat(run.summary().state()).as(FullSystemRig.told(run)).isEqualTo(RunState.CANCELLED);
        assertThat(rig.standing()).containsOnly("spoiled");
        assertThat(rig.written()).isEqualTo(201);
    }
}
