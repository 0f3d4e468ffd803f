package dev.muster.recovery.engine;

import dev.muster.plan.Procedure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts of one used procedure among those of the run: in the run's row each carries the scope before its name, so two
 * uses of the same procedure never read each other's.
 *
 * @param scope empty for the launched procedure itself
 */
record Facts(String scope) {

    private static final String MARK = ":";

    static Facts of(Procedure.Step step) {
        return new Facts(step.part().scope());
    }

    private String prefix() {
        return scope.isEmpty() ? "" : "@" + scope + MARK;
    }

    String outside(String name) {
        return prefix() + name;
    }

    Map<String, String> outside(Map<String, String> facts) {
        Map<String, String> all = new LinkedHashMap<>();
        facts.forEach((name, value) -> all.put(outside(name), value));
        return all;
    }

    /** Those of this scope, by their own names. */
    Map<String, String> inside(Map<String, String> facts) {
        Map<String, String> own = new LinkedHashMap<>();
        facts.forEach((name, value) -> {
            if (scope.isEmpty() ? !name.startsWith("@") : name.startsWith(prefix())) {
                own.put(name.substring(prefix().length()), value);
            }
        });
        return own;
    }

    /** All by their own names, for screens and reports: the launched procedure's first, then in the order of the uses. */
    static Map<String, String> merged(Map<String, String> facts) {
        Map<String, String> merged = new LinkedHashMap<>();
        new TreeMap<>(facts).forEach((name, value) -> {
            if (!name.startsWith("@")) {
                merged.put(name, value);
            }
        });
        new TreeMap<>(facts).forEach((name, value) -> {
            if (name.startsWith("@")) {
                merged.putIfAbsent(name.substring(name.indexOf(MARK) + 1), value);
            }
        });
        return merged;
    }
}
