package dev.muster.plan;

import static dev.muster.plan.PlanMistakes.change;
import static dev.muster.plan.PlanMistakes.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as a whole: all problems at once, step types, files that are no plan. */
class PlanParserWholeFileTest {

    private static final String BDC = BdcPlanTest.yaml();

    @Test
    void all_problems_are_told_at_once_in_the_order_of_the_file() {
        String broken = BDC.replace("critical: 2 h", "critical: soon")
                .replaceFirst("port: 5432", "port: none")
                .replace("duration: 4 h", "duration: long");
        assertThat(problems(broken))
                .extracting(PlanProblem::place)
                .containsExactly("objectives.rto.critical", "databases.bdc.port", "lessons[0].duration");
    }

    @Test
    void step_types_and_their_settings_are_checked_against_those_that_are_there() {
        Map<String, List<StepSetting>> known = Map.of(
                "stop-service",
                List.of(
                        StepSetting.required("service", StepSetting.Kind.SERVICE, "which"),
                        StepSetting.optional("wait", StepSetting.Kind.DURATION, "how long")),
                "find-backup",
                List.of());
        String procedure = """
                procedures:
                  restore-database:
                    title: t
                    description: d
                    target: bdc
                    steps:
                      - {type: find-backup, title: Find, wait: 3}
                      - {type: stop-service, title: Stop}
                      - {type: stop-service, title: Stop, service: bdc, wait: 3 s, force: yes}
                      - {type: swap, title: Swap}
                """;
        String yaml = PlanMistakes.onlyRestoring(BDC.substring(0, BDC.indexOf("procedures:\n  back-up-database")))
                + procedure
                + "\ndrills: {}\n"
                + BDC.substring(BDC.indexOf("\nreviews:"));
        assertThat(problems(yaml, known))
                .extracting(PlanProblem::place, PlanProblem::message)
                .containsExactly(
                        tuple(
                                "procedures.restore-database.steps[0].wait",
                                "unknown key \"wait\" of a step of the type \"find-backup\"; allowed: title, type"),
                        tuple("procedures.restore-database.steps[1].service", "is missing"),
                        tuple(
                                "procedures.restore-database.steps[2].force",
                                "unknown key \"force\" of a step of the type \"stop-service\";"
                                        + " allowed: service, title, type, wait"),
                        tuple(
                                "procedures.restore-database.steps[3].type",
                                "unknown step type \"swap\"; allowed: find-backup, stop-service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "---\n",
                "# nothing",
                "just text",
                "- a\n- b",
                "a: [",
                "a: 1\n--- \nb: 2",
                "\t",
                "a: *b",
                "%",
                "\u0000",
                "!!java.net.URL [\"http://127.0.0.1\"]",
                "a: &a [*a]",
                "? {a: b}\n: c",
                "<<: {name: x}",
                "\uFEFF",
                "a: !!binary x"
            })
    void a_file_that_is_no_plan_at_all_is_refused_with_problems(String yaml) {
        assertThat(problems(yaml)).isNotEmpty().allSatisfy(it -> assertThat(it.message())
                .isNotBlank());
    }

    @Test
    void an_alias_may_not_stand_for_a_block() {
        assertThat(change("    deputy: {name: Jane Smith}", "    deputy: &jane {name: Jane Smith}"))
                .isEmpty();
        String twice = BDC.replace("    deputy: {name: Jane Smith}", "    deputy: &jane {name: Jane Smith}")
                .replace("    deputy: {name: Alice Brown}", "    deputy: *jane");
        assertThat(problems(twice))
                .singleElement()
                .extracting(PlanProblem::message)
                .asString()
                .contains("aliases");
    }
}
