package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.plan.Procedure.Frame;
import dev.muster.plan.Procedure.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Procedures that use each other and work in branches: how they are laid out, and what is refused where. */
class ProcedurePlanTest {

    private static final String BDC = BdcPlanTest.yaml();
    private static final Map<String, List<StepSetting>> KNOWN = Map.of(
            "manual",
            List.of(StepSetting.required("text", StepSetting.Kind.TEXT, "what")),
            "wait",
            List.of(StepSetting.required("for", StepSetting.Kind.DURATION, "how long")),
            "check",
            List.of());

    private static final String INNER = """
              inner:
                title: Inner
                description: d
                target: redis
                parameters:
                  word: {title: Word, kind: text}
                  backup: {title: Backup, kind: backup, default: newest}
                steps:
                  - {type: check, title: Look}
                  - {type: check, title: Look again}
            """;

    @Test
    void a_used_procedure_is_laid_out_with_its_target_and_its_values() {
        Procedure outer = parsed(INNER + outer("""
                      - {type: check, title: First}
                      - {use: inner, title: The cache, with: {word: "${mine}"}}
                      - {type: check, title: Last}
                """));

        assertThat(outer.steps()).extracting(Step::title).containsExactly("First", "Look", "Look again", "Last");
        Step look = outer.steps().get(1);
        assertThat(outer.targetOf(look)).isEqualTo("redis");
        assertThat(outer.targets()).containsExactly("bdc", "redis");
        assertThat(look.part().frames()).containsExactly(new Frame(2, 0, "The cache"));
        assertThat(Procedure.parametersOf(look, Map.of("mine", "hello")))
                .containsOnly(Map.entry("word", "hello"), Map.entry("backup", "newest"));
    }

    @Test
    void values_go_through_several_uses() {
        String middle = """
                  middle:
                    title: Middle
                    description: d
                    target: bdc
                    parameters:
                      text: {title: Text, kind: text}
                    steps:
                      - {use: inner, with: {word: "${text}"}}
                """;
        Procedure outer = parsed(INNER + middle + outer("      - {use: middle, with: {text: \"${mine}\"}}\n"));
        Step look = outer.steps().getFirst();
        assertThat(Procedure.parametersOf(look, Map.of("mine", "deep"))).containsEntry("word", "deep");
        assertThat(look.part().scope()).isEqualTo("1/1");
    }

    @Test
    void branches_stand_beside_each_other_and_all_else_in_order() {
        Procedure outer = parsed(INNER + outer("""
                      - title: Both
                        together:
                          - {use: inner, with: {word: a}}
                          - steps:
                              - {type: check, title: One}
                              - {type: check, title: Two}
                      - {type: check, title: After}
                """));
        List<List<Frame>> frames =
                outer.steps().stream().map(it -> it.part().frames()).toList();
        assertThat(outer.steps()).extracting(Step::title).containsExactly("Look", "Look again", "One", "Two", "After");
        assertThat(Frame.beside(frames.get(0), frames.get(2))).isTrue();
        assertThat(Frame.beside(frames.get(0), frames.get(1))).isFalse();
        assertThat(Frame.beside(frames.get(2), frames.get(3))).isFalse();
        assertThat(Frame.beside(frames.get(3), frames.get(4))).isFalse();
    }

    @Test
    void procedures_that_lead_back_to_themselves_are_refused_at_each_use() {
        String problems = problems(chain("a", "b") + chain("b", "c") + chain("c", "a"));
        assertThat(problems)
                .contains("procedures.a.steps[0].use: \"b\" leads back to \"a\" (a → b → c → a)")
                .contains("procedures.c.steps[0].use: \"a\" leads back to \"c\"");
        assertThat(problems(chain("a", "a"))).contains("procedures.a.steps[0].use: \"a\" leads back to \"a\" (a → a)");
    }

    @Test
    void an_unknown_procedure_and_wrong_parameters_are_refused_with_what_is_allowed() {
        assertThat(problems(chain("a", "nowhere")))
                .contains(
                        "procedures.a.steps[0].use: unknown procedure \"nowhere\"; allowed: back-up-database, restore-database, a");
        assertThat(problems(INNER + outer("      - {use: inner}\n")))
                .contains("procedures.outer.steps[0].use: the procedure \"inner\" needs the parameter \"word\"");
        assertThat(problems(INNER + outer("      - {use: inner, with: {word: a, colour: red}}\n")))
                .contains("procedures.outer.steps[0].with.colour: unknown parameter \"colour\" of the procedure"
                        + " \"inner\"; allowed: word, backup");
        assertThat(problems(INNER + outer("      - {use: inner, with: {word: \"${yours}\"}}\n")))
                .contains("procedures.outer.steps[0].with.word: \"${yours}\" names no parameter of the procedure"
                        + " \"outer\" that fits: a text is wanted; allowed: mine");
        assertThat(problems(INNER + outer("      - {use: inner, with: {word: a, backup: oldest}}\n")))
                .contains(
                        "procedures.outer.steps[0].with.backup: \"oldest\" is no choice of a backup; allowed: newest");
    }

    @Test
    void a_backup_of_one_target_is_not_restored_into_another() {
        assertThat(problems(INNER + outer("      - {use: inner, with: {word: a, backup: \"${copy}\"}}\n")))
                .contains("a backup of redis is wanted; there is none to choose from");
    }

    @Test
    void two_branches_on_one_target_and_a_single_branch_are_refused() {
        assertThat(problems(INNER + outer("""
                      - title: Both
                        together:
                          - {use: inner, with: {word: a}}
                          - {use: inner, with: {word: b}}
                """)))
                .contains("branches 1 and 2 of \"Both\" both use a procedure of the target \"redis\"");
        assertThat(problems(outer("""
                      - title: Alone
                        together:
                          - {type: check, title: One}
                """)))
                .contains("procedures.outer.steps[0]: has one branch under together; at least two are needed");
    }

    @Test
    void a_wrong_setting_is_refused_with_its_place_and_line() {
        String yaml = withProcedures(outer("""
                      - {type: wait, title: Wait, for: soon}
                      - {type: manual, title: Call}
                      - {type: fly, title: Fly}
                """));
        assertThat(PlanMistakes.problems(yaml, KNOWN))
                .extracting(PlanProblem::place, PlanProblem::line, PlanProblem::message)
                .contains(
                        tuple(
                                "procedures.outer.steps[0].for",
                                line(yaml, "for: soon"),
                                "\"soon\" is not a duration such as 30 min, 2 h or 7 days"),
                        tuple("procedures.outer.steps[1].text", line(yaml, "title: Call}"), "is missing"),
                        tuple(
                                "procedures.outer.steps[2].type",
                                line(yaml, "type: fly"),
                                "unknown step type \"fly\"; allowed: check, manual, wait"));
    }

    @Test
    void uses_that_grow_beyond_all_bounds_are_refused_quickly() {
        String yaml = IntStream.range(0, 40)
                .mapToObj(it -> it == 0
                        ? outerNamed("p0", "      - {type: check, title: Look}\n")
                        : outerNamed("p" + it, ("      - {use: p" + (it - 1) + ", with: {copy: newest}}\n").repeat(2)))
                .collect(Collectors.joining());
        assertThat(problems(yaml)).contains("makes more than 200 steps");
    }

    private static String chain(String from, String to) {
        return "  " + from + ":\n    title: t\n    description: d\n    target: bdc\n    steps:\n      - {use: " + to
                + "}\n";
    }

    private static String outer(String steps) {
        return outerNamed("outer", steps);
    }

    private static String outerNamed(String key, String steps) {
        return "  " + key + ":\n    title: Outer\n    description: d\n    target: bdc\n    parameters:\n"
                + "      mine: {title: Mine, kind: text, default: x}\n"
                + "      copy: {title: Copy, kind: backup, default: newest}\n    steps:\n"
                + steps;
    }

    private static Procedure parsed(String procedures) {
        return new PlanParser(KNOWN)
                .parse(withProcedures(procedures))
                .procedure("outer")
                .orElseThrow();
    }

    private static String problems(String procedures) {
        return PlanMistakes.problems(withProcedures(procedures), KNOWN).stream()
                .map(it -> it.place() + ": " + it.message())
                .collect(Collectors.joining("\n"));
    }

    private static int line(String yaml, String text) {
        return (int) yaml.substring(0, yaml.indexOf(text)).lines().count();
    }

    /** Scenarios, options and items name the two procedures of the plan, so those stay. */
    private static String withProcedures(String more) {
        int from = BDC.indexOf("procedures:\n  back-up-database");
        int to = BDC.indexOf("\nreviews:");
        String kept = "procedures:\n" + outerNamed("back-up-database", "      - {type: check, title: Look}\n")
                + outerNamed("restore-database", "      - {type: check, title: Look}\n");
        return PlanMistakes.onlyRestoring(BDC.substring(0, from)) + kept + more + "\ndrills: {}\n" + BDC.substring(to);
    }
}
