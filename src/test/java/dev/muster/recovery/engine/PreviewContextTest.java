package dev.muster.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Procedure.Frame;
import dev.muster.plan.Procedure.Part;
import dev.muster.plan.Procedure.Used;
import dev.muster.plan.ShippedPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pre-flight may know of the place of a step in its run. */
class PreviewContextTest {

    private final Plan plan = ShippedPlan.with(Map.of());

    @Test
    void only_what_another_procedure_comes_before_may_see_a_world_that_is_not_its_own_yet() {
        assertThat(later(new Procedure.Step("a", "A", Map.of(), "p"))).isFalse();
        assertThat(later(used(1, 0))).isFalse();
        assertThat(later(used(2, 0))).isTrue();
        assertThat(later(used(3, 1))).isTrue();
    }

    @Test
    void in_the_shipped_move_the_database_comes_first_and_the_others_later() {
        Procedure move = plan.procedure("move-site").orElseThrow();
        assertThat(move.steps())
                .filteredOn(it -> !later(it))
                .isNotEmpty()
                .allMatch(it -> it.part().frames().getFirst().title().equals("Database and application"));
        assertThat(move.steps())
                .filteredOn(this::later)
                .extracting(Procedure.Step::type)
                .contains("check-application-server", "switch-proxy", "read-dns", "wait-for-dns");
    }

    private static Procedure.Step used(int item, int branch) {
        Part part = new Part(Optional.of(new Used("bdc", Map.of())), List.of(new Frame(item, branch, "Part")));
        return new Procedure.Step("a", "A", Map.of(), "p", part);
    }

    private boolean later(Procedure.Step step) {
        Procedure procedure = new Procedure("p", "P", "", "bdc", List.of(), List.of(step));
        return new PreviewContext(plan, procedure, step, Map.of(), Map.of(), Path.of("/"), Clock.systemUTC())
                .comesLater();
    }
}
