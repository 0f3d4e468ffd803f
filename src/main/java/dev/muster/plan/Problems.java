package dev.muster.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong with a file, so that a person repairs it in one go. */
final class Problems {

    /** Nobody reads more; it also bounds the work that a hostile file makes. */
    private static final int MOST = 200;

    private static final int LONGEST_QUOTE = 60;

    private final List<PlanProblem> found = new ArrayList<>();

    void add(String place, Node node, String message) {
        add(new PlanProblem(place, node.getStartMark().getLine() + 1, message));
    }

    void add(PlanProblem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else if (found.size() == MOST) {
            found.add(new PlanProblem("plan", 0, "there are more problems; the first " + MOST + " are shown"));
        }
    }

    /** All problems in the order of the file; those without a line come last. */
    List<PlanProblem> list() {
        return found.stream()
                .sorted(Comparator.comparingInt(it -> it.line() == 0 ? Integer.MAX_VALUE : it.line()))
                .toList();
    }

    boolean none() {
        return found.isEmpty();
    }

    /** A value as a message shows it: one line, not too long. */
    static String quote(String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        return '"' + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + '"';
    }

    static String choices(Collection<String> allowed) {
        if (allowed.isEmpty()) {
            return "there is none to choose from";
        }
        String first = String.join(", ", allowed.stream().limit(40).toList());
        return "allowed: " + first + (allowed.size() > 40 ? ", …" : "");
    }
}
