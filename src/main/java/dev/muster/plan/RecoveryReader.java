package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is copied and the procedures that bring it back. */
final class RecoveryReader {

    /** Settings of steps that name a part of the plan, whatever the step type. */
    private static final Map<String, Kind> SETTINGS_THAT_REFER =
            Map.of("service", Kind.SERVICE, "host", Kind.HOST, "database", Kind.DATABASE, "storage", Kind.STORAGE);

    private final References references;

    /** Empty when nobody knows step types; then any is taken. */
    private final Map<String, Set<String>> stepTypes;

    private final Map<String, String> policyOfDatabase = new HashMap<>();

    RecoveryReader(References references, Map<String, Set<String>> stepTypes) {
        this.references = references;
        this.stepTypes = stepTypes;
    }

    BackupPolicy backup(String key, YamlValue value) {
        YamlFields fields = value.fields();
        BackupPolicy.Kind kind =
                fields.required("kind", it -> it.choice(BackupPolicy.Kind.class), BackupPolicy.Kind.DATABASE);
        BackupPolicy policy = new BackupPolicy(
                key,
                fields.line("title"),
                kind,
                fields.required("source", it -> source(key, kind, it), ""),
                fields.required("storage", it -> references.to(it, Kind.STORAGE), ""),
                fields.required("every", YamlValue::positiveDuration, Duration.ZERO),
                fields.optional("keep-local", YamlValue::positiveDuration),
                fields.required("keep", YamlValue::positiveDuration, Duration.ZERO));
        fields.close();
        return policy;
    }

    /** A run finds the policy by its target, so a database has one policy at most. */
    private String source(String policy, BackupPolicy.Kind kind, YamlValue value) {
        return switch (kind) {
            case APPLICATION, FILES -> value.path();
            case DATABASE -> {
                String database = references.to(value, Kind.DATABASE);
                String other = policyOfDatabase.putIfAbsent(database, policy);
                if (other != null) {
                    value.problem("the database " + Problems.quote(database) + " already has the policy "
                            + Problems.quote(other) + "; one is allowed");
                }
                yield database;
            }
        };
    }

    Procedure procedure(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Procedure procedure = new Procedure(
                key,
                fields.line("title"),
                fields.text("description"),
                fields.required("target", it -> references.to(it, Kind.DATABASE, Kind.SERVICE), ""),
                fields.optional("parameters", RecoveryReader::parameters).orElse(List.of()),
                fields.required(
                        "steps", it -> it.filledList().stream().map(this::step).toList(), List.of()));
        fields.close();
        return procedure;
    }

    private static List<Procedure.Parameter> parameters(YamlValue value) {
        return value.keyed().entrySet().stream()
                .map(it -> parameter(it.getKey(), it.getValue()))
                .toList();
    }

    private static Procedure.Parameter parameter(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Procedure.Parameter parameter = new Procedure.Parameter(
                key,
                fields.line("title"),
                fields.required("kind", it -> it.choice(Procedure.Kind.class), Procedure.Kind.TEXT),
                fields.optional("default", YamlValue::line));
        fields.close();
        return parameter;
    }

    private Procedure.Step step(YamlValue value) {
        YamlFields fields = value.fields();
        String type = fields.required("type", this::type, "");
        String title = fields.line("title");
        Map<String, String> with = new LinkedHashMap<>();
        fields.rest().forEach((name, setting) -> with.put(name, setting(name, setting)));
        checkSettings(type, value, fields.rest());
        return new Procedure.Step(type, title, Map.copyOf(with), value.place());
    }

    private String type(YamlValue value) {
        String type = value.line();
        if (!stepTypes.isEmpty() && !type.isEmpty() && !stepTypes.containsKey(type)) {
            value.problem("unknown step type " + Problems.quote(type) + "; "
                    + Problems.choices(new TreeSet<>(stepTypes.keySet())));
        }
        return type;
    }

    private String setting(String name, YamlValue value) {
        return Optional.ofNullable(SETTINGS_THAT_REFER.get(name))
                .map(kind -> references.to(value, kind))
                .orElseGet(value::text);
    }

    private void checkSettings(String type, YamlValue step, Map<String, YamlValue> settings) {
        Set<String> known = stepTypes.get(type);
        if (known == null) {
            return;
        }
        Set<String> allowed = new TreeSet<>(Set.of("type", "title"));
        for (String name : known) {
            boolean optional = name.endsWith("?");
            String bare = optional ? name.substring(0, name.length() - 1) : name;
            allowed.add(bare);
            if (!optional && !settings.containsKey(bare)) {
                step.missing(bare);
            }
        }
        settings.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                value.problem("unknown key " + Problems.quote(name) + " of a step of the type " + Problems.quote(type)
                        + "; " + Problems.choices(allowed));
            }
        });
    }
}
