package dev.muster.ui.recovery;

import static dev.muster.ui.recovery.StatedRecovery.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.common.Refused;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery.Detail;
import dev.muster.recovery.RunQuery.StepRow;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.recovery.step.Finding;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** What people decide in a run: questions, approvals, the way back to a step; and the list of procedures. */
@WithMockUser(username = "jane", roles = "COMMANDER")
class DecisionScreenTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final Actor BOB = new Actor("bob", "Bob Johnson", Role.COMMANDER, "10.0.0.5");
    private static final Actor VERA = new Actor("vera", "Vera Vogt", Role.VIEWER, "10.0.0.6");
    private static final String HASH = "abcdef0123456789".repeat(4);

    private final StatedRecovery recovery = new StatedRecovery();
    private Clock clock = Clock.fixed(NOON.plusSeconds(30), ZoneOffset.UTC);

    @Autowired
    private Plans plans;

    /** The accounts are there now; before, the first page of all turned the person away. */
    @BeforeEach
    void signed_in() {
        navigate(RecoverView.class);
    }

    @Test
    void a_question_has_a_button_for_each_answer_and_none_for_a_viewer() {
        recovery.choices = Set.of(RunChoice.ANSWER, RunChoice.CANCEL);
        Detail run = recovery.run(
                4, RunState.PAUSED, "asks", Map.of(), asking(1, "manual", "Call the data centre", "Yes", "No"));
        DecisionCard card = decision(run, JANE);
        assertThat(text(card)).contains("1. Call the data centre: which?");
        test(find(Button.class, card).withText("No").single()).click();
        assertThat(recovery.asked).containsExactly("answer 4 1 No");

        recovery.choices = Set.of();
        assertThat(find(Button.class, decision(run, VERA)).all()).isEmpty();
    }

    @Test
    void another_commander_approves_exactly_what_was_asked() {
        recovery.hashNow = HASH;
        ApprovalPanel panel = approval(BOB);
        assertThat(text(panel)).contains("Asked by Jane Smith", HASH.substring(0, 12), "Swap the databases");
        assertThat(text(panel)).contains("✓ Nothing has changed since it was asked.");
        test(find(Button.class, panel).withTestId("approve").single()).click();
        until(() -> recovery.asked.contains("approve 5 " + HASH));
    }

    @Test
    void who_asked_cannot_approve_and_reads_why() {
        recovery.hashNow = HASH;
        ApprovalPanel panel = approval(JANE);
        assertThat(text(panel)).contains("You launched this run: another commander must approve it");
        assertThat(find(Button.class, panel).withTestId("approve").single().isEnabled())
                .isFalse();
        test(find(Button.class, panel).withTestId("ask-again").single()).click();
        until(() -> recovery.asked.contains("ask again 5"));
    }

    @Test
    void what_has_changed_is_forbidden_or_too_old_is_not_approved() {
        recovery.hashNow = HASH.replace('a', 'b');
        assertNotApproved("! What lies ahead has changed since it was asked");
        recovery.hashNow = HASH;
        recovery.findings.add(Finding.block("disk", "3 GB free, 9 GB needed"));
        assertNotApproved("✕ The pre-flight forbids it now.");
        recovery.findings.clear();
        clock = Clock.offset(clock, Duration.ofMinutes(15));
        assertNotApproved("The question has expired after 15 minutes");
    }

    private void assertNotApproved(String why) {
        ApprovalPanel panel = approval(BOB);
        assertThat(text(panel)).contains(why);
        assertThat(find(Button.class, panel).withTestId("approve").single().isEnabled())
                .isFalse();
    }

    @Test
    void the_way_back_to_a_step_names_it_wants_a_reason_and_keeps_the_dialog_when_it_is_refused() {
        List<String> undone = new ArrayList<>();
        StepRow pending = new StepRow(
                3, "c", "Swap", StepState.PENDING, 0, null, List.of(), null, null, List.of(), false, List.of());
        UndoDialog dialog = new UndoDialog(
                List.of(
                        StatedRecovery.step(1, "a", "Fetch", StepState.SUCCEEDED),
                        StatedRecovery.step(2, "b", "Load", StepState.FAILED),
                        pending),
                (step, reason) -> {
                    if (reason.equals("no")) {
                        throw new Refused("Somebody else decided at the same moment");
                    }
                    undone.add(step + " " + reason);
                });
        dialog.open();
        Select<?> steps = find(Select.class, dialog).single();
        assertThat(steps.getListDataView().getItemCount()).isEqualTo(2);
        Button go = find(Button.class).withText("Undo the steps").single();
        assertThat(go.isEnabled()).isFalse();
        TextArea reason = find(TextArea.class, dialog).single();
        test(reason).setValue("no");
        test(go).click();
        assertThat(reason.getErrorMessage()).isEqualTo("Somebody else decided at the same moment");
        assertThat(dialog.isOpened()).isTrue();
        test(reason).setValue("loaded twice");
        test(go).click();
        assertThat(undone).containsExactly("2 loaded twice");
        assertThat(dialog.isOpened()).isFalse();
    }

    @Test
    void each_procedure_stands_once_with_the_scenarios_that_name_it_and_its_steps_in_order() {
        RecoverView view = navigate(RecoverView.class);
        assertThat(find(Div.class, view)
                        .withTestId("procedure-restore-database")
                        .all())
                .singleElement()
                .satisfies(it -> assertThat(text(it))
                        .contains("The plan names it for", "Database corruption", "Restore from recent backup")
                        .contains("Human error"));
        assertThat(text(view)).contains("At any time", "Rehearse the restore");
        Procedure drill = plans.current().plan().procedure("drill-restore").orElseThrow();
        StepOutline outline = new StepOutline(drill.steps());
        assertThat(outline.getComponentCount()).isEqualTo(9);
        assertThat(text(outline.getComponentAt(4))).contains("5.", "Create a test database", "create-scratch-database");
        assertThat(outline.getComponentAt(4).getElement().getAttribute("role")).isEqualTo("listitem");
    }

    private ApprovalPanel approval(Actor actor) {
        Approval asked = new Approval(1, 2, HASH, "jane", "Jane Smith", "jane", "Jane Smith", NOON);
        Detail run = recovery.run(
                5, RunState.AWAITING_APPROVAL, "asks", Map.of(), asking(2, "approval", "A second person", "Approve"));
        ApprovalPanel panel = new ApprovalPanel(asked, run.summary(), new RunActs(recovery, actor, clock));
        UI.getCurrent().add(panel);
        until(() -> !text(panel).contains("Looking at what lies ahead"));
        return panel;
    }

    private DecisionCard decision(Detail run, Actor actor) {
        RunActs acts = new RunActs(recovery, actor, clock);
        DecisionCard card = new DecisionCard(acts);
        card.show(run, acts.choices(run.summary()));
        UI.getCurrent().add(card);
        return card;
    }

    private static StepRow asking(int position, String type, String title, String... answers) {
        return new StepRow(
                position,
                type,
                title,
                StepState.NEEDS_DECISION,
                1,
                "which?",
                List.of(),
                NOON,
                null,
                List.of(),
                true,
                List.of(answers));
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            // Looking for something also runs what waits for its turn in this UI.
            find(Div.class).exists();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
