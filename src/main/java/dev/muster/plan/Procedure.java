package dev.muster.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An ordered list of typed steps. The procedures that it uses and its groups are laid out in one flat list; where a step
 * came from stands in its {@link Part}.
 *
 * @param target key of the database, service or DNS entry that it is about
 * @param scratch it works on a copy of its own beside the target, so it does not hold the target
 */
public record Procedure(
        String key,
        String title,
        String description,
        String target,
        List<Parameter> parameters,
        List<Step> steps,
        boolean scratch) {

    /** A procedure that works on the target itself. */
    public Procedure(
            String key, String title, String description, String target, List<Parameter> parameters, List<Step> steps) {
        this(key, title, description, target, parameters, steps, false);
    }

    /**
     * What the launching person chooses.
     *
     * @param policy whose copies are meant by a backup; empty for those of the target database
     */
    public record Parameter(
            String key, String title, Kind kind, Optional<String> defaultValue, Optional<String> policy) {

        /** One of the target itself. */
        public Parameter(String key, String title, Kind kind, Optional<String> defaultValue) {
            this(key, title, kind, defaultValue, Optional.empty());
        }
    }

    /** What may be chosen. */
    public enum Kind {
        /** A good backup of the target, or {@code newest}. */
        BACKUP,
        TEXT
    }

    /**
     * @param type names a step type
     * @param with its settings, as the step type defines them
     * @param place where it stands in the plan, for messages
     */
    public record Step(String type, String title, Map<String, String> with, String place, Part part) {

        /** A step that stands in the procedure itself. */
        public Step(String type, String title, Map<String, String> with, String place) {
            this(type, title, with, place, Part.ITSELF);
        }
    }

    /**
     * Where a step belongs.
     *
     * @param used the procedure that it comes from; empty when it stands in the procedure itself
     * @param frames the groups and used procedures around it, from the outside in
     */
    public record Part(Optional<Used> used, List<Frame> frames) {

        static final Part ITSELF = new Part(Optional.empty(), List.of());

        /** What keeps the facts of a used procedure apart from all others; empty for the procedure itself. */
        public String scope() {
            int last = frames.size();
            while (last > 0 && frames.get(last - 1).branch() > 0) {
                last--;
            }
            return frames.subList(0, last).stream()
                    .map(it -> it.item() + (it.branch() > 0 ? "." + it.branch() : ""))
                    .collect(Collectors.joining("/"));
        }
    }

    /**
     * A procedure that another one uses.
     *
     * @param parameters its values; <code>${name}</code> stands for a parameter of the procedure that is launched
     */
    public record Used(String target, Map<String, String> parameters) {}

    /**
     * A group or a used procedure around a step.
     *
     * @param item which entry of the list around it, from 1
     * @param branch 0 for a used procedure; from 1 for a branch of a group, whose branches run at the same time
     */
    public record Frame(int item, int branch, String title) {

        /** Whether two steps need not wait for each other, because they stand in different branches of one group. */
        public static boolean beside(List<Frame> one, List<Frame> other) {
            for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
                Frame mine = one.get(i);
                Frame theirs = other.get(i);
                if (mine.item() != theirs.item()) {
                    return false;
                }
                if (mine.branch() != theirs.branch()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Everything that a run of it holds alone, its own target first. */
    public Set<String> targets() {
        Set<String> all = new LinkedHashSet<>(Set.of(holds()));
        steps.forEach(step -> all.add(step.part().used().map(Used::target).orElse(holds())));
        return all;
    }

    /** What a run of it holds first: the target itself, or a name that only runs on a copy of the target share. */
    public String holds() {
        return scratch ? target + "-scratch" : target;
    }

    /** What the step works on. */
    public String targetOf(Step step) {
        return step.part().used().map(Used::target).orElse(target);
    }

    /**
     * The parameters as a step sees them.
     *
     * @param launched the values that the whole procedure was launched with
     */
    public static Map<String, String> parametersOf(Step step, Map<String, String> launched) {
        return step.part()
                .used()
                .map(used -> bound(used.parameters(), launched))
                .orElse(launched);
    }

    /** The values with each <code>${name}</code> replaced. */
    static Map<String, String> bound(Map<String, String> values, Map<String, String> outer) {
        Map<String, String> bound = new LinkedHashMap<>();
        values.forEach((key, value) -> bound.put(
                key, named(value).map(name -> outer.getOrDefault(name, "")).orElse(value)));
        return bound;
    }

    /** The parameter that a value stands for, if it is of the form <code>${name}</code>. */
    static Optional<String> named(String value) {
        return value.matches("\\$\\{[a-z0-9][a-z0-9-]*}")
                ? Optional.of(value.substring(2, value.length() - 1))
                : Optional.empty();
    }
}
