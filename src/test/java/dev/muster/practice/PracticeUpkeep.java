package dev.muster.practice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configuration and certificates of a plan: those of machines that are not here go, with all that names them. */
final class PracticeUpkeep {

    private static final String WHOLE = "restore-full-system";

    private PracticeUpkeep() {}

    static void withoutWhatIsElsewhere(Map<String, Object> plan) {
        without(plan, "configurations", "restore-configuration", List.of("commit"));
        without(plan, "certificates", "restore-certificates", List.of());
    }

    private static void without(Map<String, Object> plan, String section, String procedure, List<String> parameters) {
        Map<String, Object> hosts = part(plan, "hosts");
        boolean here =
                part(plan, section).values().stream().allMatch(it -> hosts.containsKey(((Map<?, ?>) it).get("host")));
        if (!here) {
            plan.remove(section);
            part(plan, "procedures").remove(procedure);
            part(plan, "scenarios").values().forEach(it -> list(it, "procedures")
                    .remove(procedure));
            withoutUse(plan, List.of(procedure), parameters);
        }
    }

    /** The procedures that use others go on without these. */
    static void withoutUse(Map<String, Object> plan, Collection<String> gone, Collection<String> parameters) {
        Map<String, Object> procedures = part(plan, "procedures");
        if (!procedures.containsKey(WHOLE)) {
            return;
        }
        Map<String, Object> whole = part(procedures, WHOLE);
        list(whole, "steps")
                .removeIf(it ->
                        it instanceof Map<?, ?> step && step.containsKey("use") && gone.contains(step.get("use")));
        part(whole, "parameters").keySet().removeAll(parameters);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object of, String key) {
        return (List<Object>) Objects.requireNonNull(((Map<String, Object>) of).get(key));
    }
}
