package dev.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A test on the shared container estate with a console of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MachineTest {

    ContainerEstate estate;
    ContainerRig rig;

    @BeforeAll
    void machines() {
        estate = ContainerEstate.shared();
        rig = ContainerRig.on(estate);
    }

    @AfterAll
    void ends() {
        if (rig != null) {
            rig.close();
        }
    }

    RunQuery.Detail succeeds(String procedure, Map<String, String> parameters) {
        return succeeded(rig.run(procedure, parameters));
    }

    static RunQuery.Detail succeeded(RunQuery.Detail run) {
        assertThat(run.summary().state())
                .as("%s, step by step: %s", run.summary().reason(), run.steps())
                .isEqualTo(RunState.SUCCEEDED);
        return run;
    }

    static RunId id(RunQuery.Detail run) {
        return run.summary().id();
    }

    static String reason(RunQuery.Detail run) {
        return String.valueOf(run.summary().reason());
    }

    /** Why a launch is refused. */
    String blocks(String procedure) {
        return String.join(
                "\n",
                rig.preview(procedure, Map.of()).findings().stream()
                        .filter(it -> it.level() == dev.muster.recovery.step.Finding.Level.BLOCK)
                        .map(it -> it.check() + ": " + it.message())
                        .toList());
    }
}
