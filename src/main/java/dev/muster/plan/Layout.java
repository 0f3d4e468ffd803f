package dev.muster.plan;

import dev.muster.plan.Outline.Entry;
import dev.muster.plan.Outline.Single;
import dev.muster.plan.Outline.Together;
import dev.muster.plan.Outline.Use;
import dev.muster.plan.Outline.Value;
import dev.muster.plan.Procedure.Frame;
import dev.muster.plan.Procedure.Parameter;
import dev.muster.plan.Procedure.Part;
import dev.muster.plan.Procedure.Step;
import dev.muster.plan.Procedure.Used;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays procedures out in flat lists of steps, after it has checked how they use each other. */
final class Layout {

    /** A list that uses lists grows fast; nobody follows more steps than this. */
    private static final int MOST_STEPS = 200;

    private final Map<String, Outline> outlines = new LinkedHashMap<>();
    private boolean sound = true;

    Layout(List<Outline> all) {
        all.forEach(it -> outlines.put(it.key(), it));
    }

    List<Procedure> procedures() {
        outlines.values().forEach(outline -> outline.uses().forEach(this::known));
        if (sound) {
            outlines.values().forEach(outline -> outline.uses().forEach(use -> checkCycle(outline, use)));
        }
        if (sound) {
            outlines.values().forEach(outline -> {
                outline.uses().forEach(use -> checkParameters(outline, use));
                Outline.groups(outline.entries()).forEach(this::checkTargets);
            });
        }
        return outlines.values().stream().map(this::procedure).toList();
    }

    private Procedure procedure(Outline outline) {
        List<Step> steps = new ArrayList<>();
        if (sound) {
            addAll(outline.entries(), Part.ITSELF, steps);
        }
        return new Procedure(
                outline.key(),
                outline.title(),
                outline.description(),
                outline.target(),
                outline.parameters(),
                List.copyOf(steps),
                outline.scratch());
    }

    private void known(Use use) {
        if (!use.key().isEmpty() && !outlines.containsKey(use.key())) {
            problem(
                    use.place(),
                    "unknown procedure " + Problems.quote(use.key()) + "; " + Problems.choices(outlines.keySet()));
        }
        sound = sound && outlines.containsKey(use.key());
    }

    private void problem(YamlValue place, String message) {
        place.problem(message);
        sound = false;
    }

    /** Told at each use that leads back to the procedure in which it stands. */
    private void checkCycle(Outline outline, Use use) {
        way(use.key(), outline.key(), new HashSet<>())
                .ifPresent(way -> problem(
                        use.place(),
                        Problems.quote(use.key()) + " leads back to " + Problems.quote(outline.key()) + " ("
                                + outline.key() + " → " + String.join(" → ", way)
                                + "); allowed: a procedure that does not use this one"));
    }

    private Optional<List<String>> way(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return Optional.of(List.of(to));
        }
        if (!seen.add(from)) {
            return Optional.empty();
        }
        return get(from)
                .uses()
                .flatMap(use -> way(use.key(), to, seen).stream())
                .findFirst()
                .map(rest -> {
                    List<String> way = new ArrayList<>(List.of(from));
                    way.addAll(rest);
                    return way;
                });
    }

    private Outline get(String key) {
        return Optional.ofNullable(outlines.get(key)).orElseThrow();
    }

    private void checkParameters(Outline outline, Use use) {
        Outline used = get(use.key());
        List<String> names = used.parameters().stream().map(Parameter::key).toList();
        use.with().forEach((name, value) -> {
            if (!names.contains(name)) {
                problem(
                        value.place(),
                        "unknown parameter " + Problems.quote(name) + " of the procedure " + Problems.quote(used.key())
                                + "; " + Problems.choices(names));
            }
        });
        for (Parameter parameter : used.parameters()) {
            Optional<Value> given = Optional.ofNullable(use.with().get(parameter.key()));
            if (given.isPresent()) {
                checkValue(outline, used, parameter, given.get());
            } else if (parameter.defaultValue().isEmpty()) {
                problem(
                        use.place(),
                        "the procedure " + Problems.quote(used.key()) + " needs the parameter "
                                + Problems.quote(parameter.key()) + " under with");
            }
        }
    }

    private void checkValue(Outline outline, Outline used, Parameter parameter, Value given) {
        String value = given.text();
        boolean backup = parameter.kind() == Procedure.Kind.BACKUP;
        Optional<String> name = Procedure.named(value);
        if (name.isEmpty()) {
            if (backup && !value.equals("newest") && !value.isEmpty()) {
                problem(
                        given.place(),
                        Problems.quote(value) + " is no choice of a backup; allowed: newest, or a parameter such as ${"
                                + parameter.key() + "}");
            }
            return;
        }
        List<String> fitting = outline.parameters().stream()
                .filter(it -> it.kind() == parameter.kind())
                .filter(it -> !backup || sameCopies(outline, it, used, parameter))
                .map(Parameter::key)
                .toList();
        if (!fitting.contains(name.get())) {
            problem(
                    given.place(),
                    Problems.quote(value) + " names no parameter of the procedure " + Problems.quote(outline.key())
                            + " that fits: "
                            + (backup ? "a backup of " + parameter.policy().orElse(used.target()) : "a text")
                            + " is wanted; "
                            + Problems.choices(fitting));
        }
    }

    private static boolean sameCopies(Outline outline, Parameter outer, Outline used, Parameter inner) {
        return outer.policy().equals(inner.policy())
                && (inner.policy().isPresent() || outline.target().equals(used.target()));
    }

    /** Two procedures that work on one thing at the same time would each destroy what the other does. */
    private void checkTargets(Together together) {
        Map<String, Integer> branchOf = new LinkedHashMap<>();
        for (int branch = 1; branch <= together.branches().size(); branch++) {
            for (String target : targets(together.branches().get(branch - 1))) {
                Integer other = branchOf.putIfAbsent(target, branch);
                if (other != null && other != branch) {
                    problem(
                            together.place(),
                            "branches " + other + " and " + branch + " of " + Problems.quote(together.title())
                                    + " both use a procedure of the target " + Problems.quote(target)
                                    + "; one is allowed at a time");
                }
            }
        }
    }

    private Set<String> targets(List<Entry> entries) {
        Set<String> targets = new HashSet<>();
        Outline.uses(entries).map(use -> get(use.key())).forEach(used -> {
            targets.add(used.target());
            targets.addAll(targets(used.entries()));
        });
        return targets;
    }

    private void addAll(List<Entry> entries, Part around, List<Step> to) {
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), i + 1, around, to);
        }
    }

    private void add(Entry entry, int item, Part around, List<Step> to) {
        switch (entry) {
            case Single single -> {
                Step step = single.step();
                to.add(new Step(step.type(), step.title(), step.with(), step.place(), around));
            }
            case Use use -> {
                Outline used = get(use.key());
                if (to.size() > MOST_STEPS) {
                    if (sound) {
                        problem(use.place(), "makes more than " + MOST_STEPS + " steps; at most that many are allowed");
                    }
                    return;
                }
                String title = use.title().isEmpty() ? used.title() : use.title();
                Used binding = new Used(used.target(), values(used, use, around));
                addAll(used.entries(), new Part(Optional.of(binding), with(around, new Frame(item, 0, title))), to);
            }
            case Together together -> {
                for (int branch = 1; branch <= together.branches().size(); branch++) {
                    Frame frame = new Frame(item, branch, together.title());
                    addAll(together.branches().get(branch - 1), new Part(around.used(), with(around, frame)), to);
                }
            }
        }
    }

    private static Map<String, String> values(Outline used, Use use, Part around) {
        Map<String, String> values = new LinkedHashMap<>();
        used.parameters()
                .forEach(it -> values.put(
                        it.key(),
                        Optional.ofNullable(use.with().get(it.key()))
                                .map(Value::text)
                                .or(it::defaultValue)
                                .orElse("")));
        // Inside of a used procedure its own values are meant, which may stand for those of the one around it.
        return around.used()
                .map(outer -> Procedure.bound(values, outer.parameters()))
                .orElse(values);
    }

    private static List<Frame> with(Part around, Frame frame) {
        List<Frame> frames = new ArrayList<>(around.frames());
        frames.add(frame);
        return List.copyOf(frames);
    }
}
