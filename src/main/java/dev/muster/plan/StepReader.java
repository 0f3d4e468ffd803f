package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the entries of a procedure: a step, the use of another procedure, or branches that run at the same time. */
final class StepReader {

    private static final int DEEPEST = 5;

    /** Settings that name a part of the plan even while nobody knows step types. */
    private static final Map<String, Kind> SETTINGS_THAT_REFER = Map.of(
            "service",
            Kind.SERVICE,
            "host",
            Kind.HOST,
            "database",
            Kind.DATABASE,
            "storage",
            Kind.STORAGE,
            "dns",
            Kind.DNS,
            "proxy",
            Kind.PROXY);

    private final References references;

    /** Where each step's type stands, by the place of the step. */
    private final Map<String, YamlValue> types = new HashMap<>();

    /** Empty when nobody knows step types; then any is taken. */
    private final Map<String, List<StepSetting>> stepTypes;

    StepReader(References references, Map<String, List<StepSetting>> stepTypes) {
        this.references = references;
        this.stepTypes = stepTypes;
    }

    List<Outline.Entry> entries(YamlValue value) {
        return entries(value, 0);
    }

    /** Tells at its place what does not fit of the steps that are written there. */
    void refuse(List<Outline.Entry> entries, Function<Procedure.Step, Optional<String>> why) {
        Outline.steps(entries)
                .forEach(step -> why.apply(step).ifPresent(message -> Optional.ofNullable(types.get(step.place()))
                        .ifPresent(it -> it.problem(message))));
    }

    private List<Outline.Entry> entries(YamlValue value, int depth) {
        return value.filledList().stream().map(it -> entry(it, depth)).toList();
    }

    private Outline.Entry entry(YamlValue value, int depth) {
        return entry(value.fields(), value, depth);
    }

    private Outline.Entry entry(YamlFields fields, YamlValue value, int depth) {
        Map<String, YamlValue> written = fields.rest();
        if (written.containsKey("use")) {
            return use(fields, value);
        }
        if (written.containsKey("together")) {
            return together(fields, value, depth);
        }
        return step(fields, value);
    }

    private static Outline.Use use(YamlFields fields, YamlValue value) {
        YamlValue[] place = {value};
        String key = fields.required(
                "use",
                it -> {
                    place[0] = it;
                    return it.line();
                },
                "");
        Map<String, Outline.Value> with = new LinkedHashMap<>();
        fields.optional("with", YamlValue::keyed)
                .orElse(Map.of())
                .forEach((name, it) -> with.put(name, new Outline.Value(it.line(), it)));
        Outline.Use use =
                new Outline.Use(key, fields.optional("title", YamlValue::line).orElse(""), place[0], with);
        fields.close();
        return use;
    }

    private Outline.Together together(YamlFields fields, YamlValue value, int depth) {
        String title = fields.line("title");
        List<List<Outline.Entry>> branches = new ArrayList<>();
        YamlValue place = value;
        for (YamlValue branch : fields.required("together", YamlValue::filledList, List.<YamlValue>of())) {
            place = branch;
            if (depth == DEEPEST) {
                branch.problem("stands in more than " + DEEPEST + " groups; at most " + DEEPEST + " are allowed");
            } else {
                branches.add(branch(branch, depth + 1));
            }
        }
        if (branches.size() == 1) {
            value.problem("has one branch under together; at least two are needed");
        }
        fields.close();
        return new Outline.Together(title, place, branches);
    }

    /** One entry, or several that run one after the other. */
    private List<Outline.Entry> branch(YamlValue value, int depth) {
        YamlFields fields = value.fields();
        if (!fields.rest().containsKey("steps")) {
            return List.of(entry(fields, value, depth));
        }
        List<Outline.Entry> entries = fields.required("steps", it -> entries(it, depth), List.of());
        fields.close();
        return entries;
    }

    private Outline.Single step(YamlFields fields, YamlValue value) {
        String type = fields.required(
                "type",
                it -> {
                    types.put(value.place(), it);
                    return type(it);
                },
                "");
        String title = fields.line("title");
        Map<String, YamlValue> written = fields.rest();
        List<StepSetting> known = stepTypes.get(type);
        Map<String, String> with = new LinkedHashMap<>();
        if (known == null) {
            written.forEach((name, setting) -> with.put(name, unknown(name, setting)));
        } else {
            check(type, value, written, known);
            for (StepSetting setting : known) {
                Optional.ofNullable(written.get(setting.name()))
                        .ifPresent(it -> with.put(setting.name(), read(setting, it)));
            }
        }
        return new Outline.Single(new Procedure.Step(type, title, Map.copyOf(with), value.place()));
    }

    private String type(YamlValue value) {
        String type = value.line();
        if (!stepTypes.isEmpty() && !type.isEmpty() && !stepTypes.containsKey(type)) {
            value.problem("unknown step type " + Problems.quote(type) + "; "
                    + Problems.choices(new TreeSet<>(stepTypes.keySet())));
        }
        return type;
    }

    private String unknown(String name, YamlValue value) {
        return Optional.ofNullable(SETTINGS_THAT_REFER.get(name))
                .map(kind -> references.to(value, kind))
                .orElseGet(() -> value.isList() ? command(value) : value.text());
    }

    private String read(StepSetting setting, YamlValue value) {
        return switch (setting.kind()) {
            case TEXT -> value.text();
            case DURATION -> value.positiveDuration().toString();
            case SERVICE -> references.to(value, Kind.SERVICE);
            case HOST -> references.to(value, Kind.HOST);
            case DATABASE -> references.to(value, Kind.DATABASE);
            case STORAGE -> references.to(value, Kind.STORAGE);
            case DNS -> references.to(value, Kind.DNS);
            case PROXY -> references.to(value, Kind.PROXY);
            case COMMAND, LIST -> command(value);
            case POLICY -> references.to(value, Kind.POLICY);
            case CONFIGURATION -> references.to(value, Kind.CONFIGURATION);
            case CERTIFICATE -> references.to(value, Kind.CERTIFICATE);
            case COUNT -> Integer.toString(value.number(1, 10));
        };
    }

    /** One argument a line. */
    private static String command(YamlValue value) {
        return value.filledList().stream().map(YamlValue::line).collect(Collectors.joining("\n"));
    }

    private static void check(String type, YamlValue step, Map<String, YamlValue> written, List<StepSetting> settings) {
        TreeSet<String> allowed = new TreeSet<>(List.of("type", "title"));
        for (StepSetting setting : settings) {
            allowed.add(setting.name());
            if (setting.required() && !written.containsKey(setting.name())) {
                step.missing(setting.name());
            }
        }
        written.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                value.problem("unknown key " + Problems.quote(name) + " of a step of the type " + Problems.quote(type)
                        + "; " + Problems.choices(allowed));
            }
        });
    }
}
