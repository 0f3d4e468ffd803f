package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is copied and the procedures that bring it back. */
final class RecoveryReader {

    private static final BackupPolicy.Folder NO_FOLDER = new BackupPolicy.Folder("", "");

    private final References references;

    private final List<Service> services;
    private final List<Database> databases;
    private final StepReader steps;
    private final Map<String, String> policyOfDatabase = new HashMap<>();

    /** @param services those of the plan, as far as they were read when this reads; databases alike */
    RecoveryReader(
            References references,
            Map<String, List<StepSetting>> stepTypes,
            List<Service> services,
            List<Database> databases) {
        this.references = references;
        this.services = services;
        this.databases = databases;
        this.steps = new StepReader(references, stepTypes);
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
                fields.required("keep", YamlValue::positiveDuration, Duration.ZERO),
                // of another kind it is an unknown key
                kind == BackupPolicy.Kind.FILES
                        ? Optional.of(fields.required("folder", this::folder, NO_FOLDER))
                        : Optional.empty());
        fields.close();
        return policy;
    }

    private BackupPolicy.Folder folder(YamlValue value) {
        YamlFields fields = value.fields();
        BackupPolicy.Folder folder = new BackupPolicy.Folder(
                fields.required("host", it -> references.to(it, Kind.HOST), ""),
                fields.required("path", YamlValue::path, ""));
        fields.close();
        return folder;
    }

    /** A run finds the policy by its target, so a database has one policy at most. */
    private String source(String policy, BackupPolicy.Kind kind, YamlValue value) {
        return switch (kind) {
            case APPLICATION, FILES -> value.path();
            case REDIS -> {
                String service = references.to(value, Kind.SERVICE);
                if (services.stream()
                        .anyMatch(it -> it.key().equals(service) && it.redis().isEmpty())) {
                    value.problem("the service " + Problems.quote(service)
                            + " has no block redis; allowed: a service with one");
                }
                yield service;
            }
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

    List<Procedure> procedures(Map<String, YamlValue> values) {
        List<Outline> outlines = new ArrayList<>();
        values.forEach((key, value) -> outlines.add(outline(key, value)));
        return new Layout(outlines).procedures();
    }

    private Outline outline(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Outline outline = new Outline(
                key,
                fields.line("title"),
                fields.text("description"),
                fields.required("target", it -> references.to(it, Kind.DATABASE, Kind.SERVICE, Kind.DNS), ""),
                fields.optional("parameters", this::parameters).orElse(List.of()),
                fields.required("steps", steps::entries, List.of()),
                fields.optional("scratch", YamlValue::flag).orElse(false));
        fields.close();
        databases.stream()
                .filter(it -> it.key().equals(outline.target()))
                .forEach(it -> steps.refuse(outline.entries(), step -> PatroniReader.unfit(step.type(), it)));
        return outline;
    }

    private List<Procedure.Parameter> parameters(YamlValue value) {
        return value.keyed().entrySet().stream()
                .map(it -> parameter(it.getKey(), it.getValue()))
                .toList();
    }

    private Procedure.Parameter parameter(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Procedure.Parameter parameter = new Procedure.Parameter(
                key,
                fields.line("title"),
                fields.required("kind", it -> it.choice(Procedure.Kind.class), Procedure.Kind.TEXT),
                fields.optional("default", YamlValue::line),
                fields.optional("policy", it -> references.to(it, Kind.POLICY)));
        fields.close();
        return parameter;
    }
}
