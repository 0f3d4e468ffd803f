package dev.muster.plan;

import static dev.muster.plan.PlanMistakes.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChecklistPlanTest {

    private static final String NEEDS = "needs: [restore-from-backups]";
    private static final String PROOF = "proof: {run: restore-database}";

    @Test
    void items_name_what_they_need_and_what_proves_them() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());
        List<Phase.Item> recovery = plan.phases().get(2).items();

        assertThat(recovery.get(1).proof()).contains(new Proof(Proof.Kind.RUN, "restore-database"));
        assertThat(recovery.get(1).needs()).isEmpty();
        assertThat(recovery.get(2).proof()).contains(new Proof(Proof.Kind.BACKUP_PROVED, "bdc"));
        assertThat(recovery.get(2).needs()).containsExactly("restore-from-backups");
        assertThat(recovery.get(0).proof()).isEqualTo(Optional.empty());
    }

    @Test
    void a_phase_may_be_silent_for_twenty_minutes_unless_it_says_otherwise() {
        Plan plan = new PlanParser(Map.of()).parse(BdcPlanTest.yaml());

        assertThat(plan.phases().getFirst().silence()).isEqualTo(Duration.ofMinutes(20));
        assertThat(plan.phases().getLast().silence()).isEqualTo(Duration.ofHours(4));
        assertThat(change("    silence: 4 h", "    silence: 0 min"))
                .singleElement()
                .returns("phases.post-recovery.silence", PlanProblem::place);
    }

    @Test
    void an_item_needs_items_that_there_are_and_never_itself_over_any_way() {
        assertThat(change(NEEDS, "needs: [restore-backups]"))
                .singleElement()
                .returns("phases.recovery.items.verify-integrity.needs", PlanProblem::place)
                .returns("unknown item \"restore-backups\"; allowed: keys of items", PlanProblem::message);
        assertThat(change(NEEDS, "needs: [verify-integrity]"))
                .singleElement()
                .extracting(PlanProblem::message)
                .asString()
                .contains("items do not wait for each other");
        assertThat(change(PROOF, PROOF + ", needs: [verify-integrity]")).hasSize(2);
        assertThat(change(NEEDS, "needs: restore-from-backups"))
                .singleElement()
                .returns("phases.recovery.items.verify-integrity.needs", PlanProblem::place);
    }

    @Test
    void a_proof_is_one_of_the_kinds_that_there_are() {
        assertThat(change(PROOF, "proof: {run: restore-everything}"))
                .singleElement()
                .returns("phases.recovery.items.restore-from-backups.proof.run", PlanProblem::place);
        assertThat(change(PROOF, "proof: {moon-phase: full}"))
                .extracting(PlanProblem::message)
                .contains(
                        "unknown key \"moon-phase\"; allowed: run, backup-proved, services-up, status-page-updated",
                        "names no proof; allowed: one of run, backup-proved, services-up, status-page-updated");
        assertThat(change(PROOF, "proof: {run: restore-database, backup-proved: bdc}"))
                .singleElement()
                .returns(
                        "names two proofs; allowed: one of run, backup-proved, services-up, status-page-updated",
                        PlanProblem::message);
        assertThat(change(PROOF, "proof: {status-page-updated: status-page}")).isEmpty();
        assertThat(change(PROOF, "proof: {status-page-updated: slack}"))
                .singleElement()
                .returns("phases.recovery.items.restore-from-backups.proof.status-page-updated", PlanProblem::place)
                .returns("unknown status page \"slack\"; allowed: status-page", PlanProblem::message);
        assertThat(change(PROOF, "proof: yes"))
                .singleElement()
                .returns("phases.recovery.items.restore-from-backups.proof", PlanProblem::place);
    }

    @Test
    void a_chain_of_thousands_of_needs_is_read_without_a_slip() {
        String chain = IntStream.range(0, 3000)
                .mapToObj(it -> "      c" + it + ": {title: T, needs: [c" + (it + 1) + "]}\n")
                .collect(Collectors.joining());

        assertThat(change("      monitor-stability:", chain + "      c3000: {title: T}\n      monitor-stability:"))
                .isEmpty();
    }
}
