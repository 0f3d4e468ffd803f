package dev.muster.failover;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Narrows a plan to some of its procedures: others need modules that a test does not have, so what names them goes too. */
final class OnlyProcedures {

    private OnlyProcedures() {}

    @SuppressWarnings("unchecked")
    static void of(Map<String, Object> plan, String... procedures) {
        List<String> kept = List.of(procedures);
        part(plan, "procedures").keySet().retainAll(kept);
        part(plan, "scenarios").values().forEach(it -> ((List<String>)
                        Objects.requireNonNull(((Map<String, Object>) it).get("procedures")))
                .retainAll(kept));
        part(plan, "phases").values().forEach(phase -> part((Map<String, Object>) phase, "items")
                .values()
                .forEach(item -> {
                    ((Map<String, Object>) item).remove("procedure");
                    ((Map<String, Object>) item).remove("proof");
                    ((Map<String, Object>) item).remove("needs");
                }));
        plan.put("drills", Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }
}
