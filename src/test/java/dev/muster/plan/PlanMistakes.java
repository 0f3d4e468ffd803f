package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Spoils the shipped plan and tells what the parser found. */
final class PlanMistakes {

    private static final String BDC = BdcPlanTest.yaml();

    private PlanMistakes() {}

    /** The text with scenarios that name the one procedure only, for a test that brings its own. */
    static String onlyRestoring(String yaml) {
        return yaml.replaceAll("procedures: \\[[^]]*restore-database[^]]*]", "procedures: [restore-database]");
    }

    static List<PlanProblem> change(String from, String to) {
        assertThat(BDC).contains(from);
        int at = BDC.indexOf(from);
        return problems(BDC.substring(0, at) + to + BDC.substring(at + from.length()));
    }

    static List<PlanProblem> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    static List<PlanProblem> problems(String yaml, Map<String, List<StepSetting>> stepTypes) {
        PlanException refusal = catchThrowableOfType(PlanException.class, () -> new PlanParser(stepTypes).parse(yaml));
        return refusal == null ? List.of() : refusal.problems();
    }

    static int lineOf(String text) {
        return (int) BDC.substring(0, BDC.indexOf(text)).lines().count() + (text.startsWith(" ") ? 1 : 0);
    }
}
