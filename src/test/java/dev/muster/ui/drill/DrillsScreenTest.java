package dev.muster.ui.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import dev.muster.drill.DrillQuery.Shown;
import dev.muster.drill.DrillState;
import dev.muster.drill.Rehearsal;
import dev.muster.plan.Drill;
import dev.muster.plan.Plans;
import dev.muster.recovery.RunId;
import dev.muster.testing.MusterTest;
import dev.muster.ui.now.NowView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "jane", roles = "COMMANDER")
class DrillsScreenTest extends MusterTest {

    private static final Instant SIX = Instant.parse("2026-12-01T06:00:00Z");

    @Autowired
    private Plans plans;

    @Test
    void before_the_first_drill_the_page_says_when_it_is_and_leads_a_commander_to_one() {
        DrillsView view = navigate(DrillsView.class);
        assertThat(text(view))
                .contains("Monthly DR drill", "Next", "06:00 UTC", "Nothing was rehearsed here yet")
                .contains("not shown yet", "The test database was cleaned up");
        test(find(Button.class, view).withText("Run the drill now").single()).click();
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("recover?procedure=drill-restore");
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_reads_and_runs_nothing() {
        DrillsView view = navigate(DrillsView.class);
        assertThat(text(view)).contains("Monthly DR drill");
        assertThat(find(Button.class, view).withText("Run the drill now").exists())
                .isFalse();
    }

    @Test
    void now_tells_the_next_drill() {
        assertThat(text(navigate(NowView.class))).contains("Next drill", "Monthly DR drill", "None was held yet");
    }

    @Test
    void a_rehearsal_shows_its_figures_with_their_verdicts_and_leads_to_its_run() {
        RehearsalRow row = shown(new RehearsalRow(rehearsal(DrillState.PASSED, 9L, null)));
        assertThat(text(row))
                .contains("✓ passed", "by the schedule", "Duration 4 min", "✓ within RTO 2 h")
                .contains("Age of the data 1 h 30 min", "✕ over RPO 1 h");
        assertThat(find(Anchor.class, row).single().getHref()).isEqualTo("runs/9");
    }

    @Test
    void what_did_not_happen_has_a_reason_and_no_figure() {
        assertThat(text(shown(new RehearsalRow(rehearsal(DrillState.MISSED, null, "The console was not running")))))
                .contains("! missed", "The console was not running")
                .doesNotContain("Duration", "0 s");
        assertThat(text(shown(new RehearsalRow(rehearsal(DrillState.FAILED, 3L, "Run 2 holds bdc-scratch")))))
                .contains("✕ failed", "Run 2 holds bdc-scratch");
    }

    @Test
    void each_check_of_the_plan_has_what_proved_it() {
        Drill drill = plans.current().plan().drills().getFirst();
        Rehearsal failed = rehearsal(DrillState.FAILED, 9L, "Test BDC with it: no users");
        DrillCard card = shown(new DrillCard(
                drill,
                List.of(SIX),
                List.of(failed, rehearsal(DrillState.PASSED, 8L, null)),
                Optional.of(new DrillCard.Tried(
                        failed,
                        List.of(
                                new Shown("create-scratch-database", "UNDONE", "created bdc_drill_9", SIX),
                                new Shown("smoke-test", "UNDONE", null, null))))));
        assertThat(text(card))
                .contains("✓ shownA test database was created", "created bdc_drill_9")
                .contains("✕ not shownThe application was tested", "run 9", "1 of the last 2 passed")
                .contains("1 Dec 2026: failed", "1 Dec 2026: passed in 4 min");
    }

    private static Rehearsal rehearsal(DrillState state, @Nullable Long run, @Nullable String reason) {
        boolean passed = state == DrillState.PASSED;
        return new Rehearsal(
                1,
                "monthly",
                "Monthly DR drill",
                "drill-restore",
                state,
                SIX,
                SIX,
                SIX.plus(Duration.ofMinutes(4)),
                run == null ? null : new RunId(run),
                reason,
                passed ? SIX.minus(Duration.ofMinutes(90)) : null,
                Duration.ofHours(2),
                Duration.ofHours(1));
    }

    private static <C extends Component> C shown(C component) {
        UI.getCurrent().add(component);
        return component;
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }
}
