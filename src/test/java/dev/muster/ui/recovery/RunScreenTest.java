package dev.muster.ui.recovery;

import static dev.muster.ui.recovery.StatedRecovery.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.backup.BackupQuery;
import dev.muster.plan.Procedure.Frame;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** The parts of a run's page in each state that a run can be in. */
@WithMockUser(username = "jane", roles = "COMMANDER")
class RunScreenTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final Actor VERA = new Actor("vera", "Vera Vogt", Role.VIEWER, "10.0.0.5");
    private final Clock clock = Clock.offset(Clock.fixed(StatedRecovery.NOON, ZoneOffset.UTC), Duration.ofSeconds(30));
    private final StatedRecovery recovery = new StatedRecovery();

    @Autowired
    private BackupQuery backups;

    @Test
    void a_failed_run_says_where_and_why_before_anything_else() {
        Detail run = recovery.run(
                3,
                RunState.FAILED,
                "data.dir/7.dat has another hash than the manifest says",
                Map.of(),
                step(1, "find-backup", "Find", StepState.SUCCEEDED),
                step(2, "verify-backup", "Verify", StepState.FAILED),
                step(3, "swap-database", "Swap", StepState.PENDING));
        DecisionCard card = decision(run, JANE);

        assertThat(text(card))
                .startsWith("✕ Failed at step 2, “Verify”")
                .contains("data.dir/7.dat has another hash", "Look at the launch again");
        assertThat(card.getElement().getAttribute("role")).isEqualTo("alert");
        assertThat(find(Button.class, card).all()).isEmpty();
    }

    @Test
    void an_interrupted_run_offers_its_choices_with_what_each_does() {
        recovery.choices = Set.of(RunChoice.RETRY, RunChoice.SKIP, RunChoice.CANCEL);
        Detail run = recovery.run(
                4,
                RunState.INTERRUPTED,
                "the console ended while pg_restore ran",
                Map.of(),
                step(1, "load-side-database", "Load", StepState.RUNNING));
        DecisionCard card = decision(run, JANE);

        assertThat(text(card))
                .contains("Interrupted at step 1, “Load”", "the console ended", "once more from its beginning");
        assertThat(find(Button.class, card).all())
                .extracting(Button::getText)
                .containsExactlyInAnyOrder("Retry", "Skip…", "Cancel…");

        test(find(Button.class, card).withTestId("choice-retry").single()).click();
        test(find(Button.class, card).withTestId("choice-skip").single()).click();
        test(find(TextArea.class).single()).setValue("loaded by hand");
        test(find(Button.class).withText("Skip the step").single()).click();
        assertThat(recovery.asked).containsExactly("retry 4", "skip 4 loaded by hand");
    }

    @Test
    void a_viewer_reads_that_a_commander_decides() {
        recovery.choices = Set.of(RunChoice.RETRY);
        Detail run = recovery.run(
                5, RunState.PAUSED, "no space", Map.of(), step(1, "fetch-backup", "Fetch", StepState.NEEDS_DECISION));
        DecisionCard card = decision(run, VERA);

        assertThat(text(card)).contains("Stands still at step 1", "A commander decides");
        assertThat(find(Button.class, card).all()).isEmpty();
    }

    @Test
    void a_running_run_has_no_decision_and_keeps_its_button_while_it_goes_on() {
        recovery.choices = Set.of(RunChoice.CANCEL);
        RunActs acts = new RunActs(recovery, JANE, clock);
        RunHeader header = new RunHeader(acts);
        Detail run = recovery.run(6, RunState.RUNNING, null, Map.of(), step(1, "a", "Load", StepState.RUNNING));
        header.show(run, acts.choices(run.summary()));
        UI.getCurrent().add(header);
        Button cancel = find(Button.class, header).single();

        header.show(run, acts.choices(run.summary()));

        assertThat(find(Button.class, header).single()).isSameAs(cancel);
        assertThat(decision(run, JANE).isVisible()).isFalse();
    }

    @Test
    void only_a_step_that_moved_is_drawn_again() {
        StepList list = new StepList(clock);
        list.show(List.of(step(1, "a", "Find", StepState.SUCCEEDED), step(2, "b", "Load", StepState.RUNNING)));
        Component first = list.getComponentAt(0);
        Component second = list.getComponentAt(1);
        List<Component> unmoved = first.getChildren().toList();

        list.show(List.of(step(1, "a", "Find", StepState.SUCCEEDED), step(2, "b", "Load", StepState.FAILED)));

        assertThat(first.getChildren()).containsExactlyElementsOf(unmoved);
        assertThat(list.getChildren()).as("each row keeps its place").containsExactly(first, second);
        assertThat(text(list.getComponentAt(1))).contains("✕", "Load", "9.0 s");
        assertThat(list.getComponentCount()).isEqualTo(2);
    }

    @Test
    void each_part_has_its_own_clock() {
        StepList list = new StepList(clock);
        StepRow first = within(step(1, "a", "Promote", StepState.SUCCEEDED), 0, 9, "Database");
        StepRow second = within(step(2, "b", "Verify", StepState.SUCCEEDED), 9, 21, "Database");
        list.show(List.of(first, second, within(step(3, "c", "Lead", StepState.PENDING), -1, -1, "Names")));
        assertThat(text(list.getComponentAt(0))).isEqualTo("▸ Database 0:21");
        assertThat(text(list.getComponentAt(3))).isEqualTo("▸ Names");

        StepRow third = within(step(3, "c", "Lead", StepState.RUNNING), 21, -1, "Names");
        list.show(List.of(first, second, third));
        assertThat(text(list.getComponentAt(0))).isEqualTo("▸ Database 0:21");
        assertThat(text(list.getComponentAt(3))).isEqualTo("▸ Names 9.0 s");
    }

    @Test
    void a_step_that_ended_without_having_done_its_part_is_told_at_the_head_of_the_run() {
        StepRow left = step(1, "change-dns", "Lead the names", StepState.SUCCEEDED);
        Detail run = recovery.run(9, RunState.SUCCEEDED, null, Map.of(), said(left, "DEGRADED: left as it is"));
        RunActs acts = new RunActs(recovery, JANE, clock);
        RunHeader header = new RunHeader(acts);
        header.show(run, Set.of());
        assertThat(text(header)).contains("✓ succeeded", "! degraded");
        Detail whole = recovery.run(10, RunState.SUCCEEDED, null, Map.of(), said(left, "read back"));
        RunHeader other = new RunHeader(acts);
        other.show(whole, Set.of());
        assertThat(text(other)).doesNotContain("degraded");
    }

    private static StepRow said(StepRow step, String summary) {
        return new StepRow(
                step.position(),
                step.type(),
                step.title(),
                step.state(),
                step.attempt(),
                summary,
                step.commands(),
                step.startedAt(),
                step.endedAt(),
                step.within(),
                step.stands(),
                step.answers());
    }

    /** The step in a part of the run, between these seconds after noon; -1: not yet. */
    private static StepRow within(StepRow step, int from, int to, String part) {
        return new StepRow(
                step.position(),
                step.type(),
                step.title(),
                step.state(),
                step.attempt(),
                step.summary(),
                step.commands(),
                from < 0 ? null : StatedRecovery.NOON.plusSeconds(from),
                to < 0 ? null : StatedRecovery.NOON.plusSeconds(to),
                List.of(new Frame(part.equals("Names") ? 2 : 1, 0, part)),
                step.stands(),
                step.answers());
    }

    @Test
    void a_run_that_stops_nothing_has_no_tile_of_downtime() {
        Detail backup =
                recovery.run(7, RunState.SUCCEEDED, null, Map.of(), step(1, "dump", "Dump", StepState.SUCCEEDED));
        assertThat(text(tiles(backup)))
                .contains("1 of 1 steps", "1:15", "Jane Smith")
                .doesNotContain("Application down");

        Detail restore = recovery.run(
                8,
                RunState.SUCCEEDED,
                null,
                Map.of("app.down.ms", "2400"),
                step(1, "stop-service", "Stop", StepState.SUCCEEDED));
        assertThat(text(tiles(restore))).contains("Application down", "2.4 s", "measured", "Newest good one");
    }

    private DecisionCard decision(Detail run, Actor actor) {
        RunActs acts = new RunActs(recovery, actor, clock);
        DecisionCard card = new DecisionCard(acts);
        card.show(run, acts.choices(run.summary()));
        Div page = new Div(card);
        UI.getCurrent().add(page);
        return card;
    }

    private RunTiles tiles(Detail run) {
        RunTiles tiles = new RunTiles(backups, clock);
        tiles.show(run);
        UI.getCurrent().add(tiles);
        return tiles;
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
