package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Makes a {@link Plan} of a file's text, or finds all that is wrong with it. Whatever the text, nothing but a
 * {@link PlanException} leaves it, and the work is bounded: the file's size, the depth and the use of aliases are limited
 * and the reading goes only as deep as the plan's format.
 */
final class PlanParser {

    static final int MOST_CHARACTERS = 300_000;

    private static final int DEEPEST = 30;

    private final Map<String, List<StepSetting>> stepTypes;

    /**
     * @param stepTypes as {@link StepTypes#known}; empty: any type and any setting of a step is taken
     */
    PlanParser(Map<String, List<StepSetting>> stepTypes) {
        this.stepTypes = stepTypes;
    }

    /**
     * @throws PlanException with every problem
     */
    Plan parse(String yaml) {
        Problems problems = new Problems();
        Optional<Plan> plan = compose(yaml, problems).map(root -> read(new YamlValue(root, "", problems)));
        if (plan.isPresent() && problems.none()) {
            return plan.get();
        }
        List<PlanProblem> all = problems.list();
        throw new PlanException(
                "The plan has " + (all.size() == 1 ? "a problem" : all.size() + " problems") + ". First: "
                        + all.getFirst(),
                all);
    }

    private static Optional<Node> compose(String yaml, Problems problems) {
        if (yaml.length() > MOST_CHARACTERS) {
            problems.add(new PlanProblem("plan", 0, "is longer than " + MOST_CHARACTERS + " characters"));
            return Optional.empty();
        }
        try {
            @Nullable Node root = new Yaml(limits()).compose(new StringReader(yaml));
            if (root == null) {
                problems.add(new PlanProblem("plan", 1, "the file is empty"));
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String what = e.getProblem() == null ? "cannot be read" : e.getProblem();
            problems.add(new PlanProblem("plan", mark == null ? 0 : mark.getLine() + 1, "is not YAML: " + what));
        } catch (YAMLException e) {
            problems.add(new PlanProblem("plan", 0, "is not YAML: " + firstLine(e)));
        } catch (RuntimeException e) {
            // The library has had slips on odd input; for a person each is the same: this is not YAML.
            problems.add(new PlanProblem("plan", 0, "is not YAML that can be read: " + firstLine(e)));
        }
        return Optional.empty();
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** No alias may stand for a list or block: such aliases are how a short file becomes endless work. */
    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private Plan read(YamlValue root) {
        References references = new References();
        EstateReader estate = new EstateReader(references);
        UpkeepReader upkeep = new UpkeepReader(references);
        ResponseReader response = new ResponseReader(references);
        YamlFields fields = root.fields();
        List<Procedure> known = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        List<Database> databases = new ArrayList<>();
        RecoveryReader recovery = new RecoveryReader(references, stepTypes, services, databases);
        DrillReader drills = new DrillReader(references, known);
        Plan plan = new Plan(
                fields.line("name"),
                fields.line("application"),
                fields.required("objectives", ResponseReader::objectives, ResponseReader.NO_OBJECTIVES),
                fields.required("scenarios", it -> entries(it.filledKeyed(), response::scenario), List.of()),
                fields.optional("options", it -> declared(references, Kind.OPTION, it.keyed(), ResponseReader::option))
                        .orElse(List.of()),
                fields.required(
                        "hosts", it -> declared(references, Kind.HOST, it.keyed(), HostReader::host), List.of()),
                fields.required(
                        "services",
                        it -> {
                            services.addAll(declared(references, Kind.SERVICE, it.keyed(), estate::service));
                            return List.copyOf(services);
                        },
                        List.of()),
                fields.required(
                        "databases",
                        it -> {
                            databases.addAll(declared(references, Kind.DATABASE, it.keyed(), estate::database));
                            return List.copyOf(databases);
                        },
                        List.of()),
                fields.required(
                        "storages", it -> declared(references, Kind.STORAGE, it.keyed(), estate::storage), List.of()),
                fields.optional(
                                "proxies",
                                it -> declared(references, Kind.PROXY, it.keyed(), new ProxyReader(references)::proxy))
                        .orElse(List.of()),
                fields.optional("probes", it -> new ProbeReader(references).probes(it, services))
                        .orElse(List.of()),
                fields.optional(
                                "configurations",
                                it -> declared(references, Kind.CONFIGURATION, it.keyed(), upkeep::configuration))
                        .orElse(List.of()),
                fields.optional(
                                "certificates",
                                it -> declared(references, Kind.CERTIFICATE, it.keyed(), upkeep::certificate))
                        .orElse(List.of()),
                fields.optional("dns", it -> declared(references, Kind.DNS, it.keyed(), DnsReader::entry))
                        .orElse(List.of()),
                fields.required(
                        "team",
                        it -> declared(references, Kind.ROLE, it.filledKeyed(), ResponseReader::role),
                        List.of()),
                fields.required("channels", it -> channels(references, it.keyed()), List.of()),
                fields.required("templates", it -> entries(it.keyed(), ResponseReader::template), List.of()),
                fields.required("phases", it -> entries(it.filledKeyed(), response::phase), List.of()),
                fields.required(
                        "backups", it -> declared(references, Kind.POLICY, it.keyed(), recovery::backup), List.of()),
                fields.required("procedures", it -> procedures(references, recovery, it.keyed(), known), List.of()),
                fields.required("drills", it -> entries(it.keyed(), drills::drill), List.of()),
                fields.required("reviews", it -> entries(it.keyed(), ResponseReader::review), List.of()),
                fields.required(
                        "lessons",
                        it -> it.list().stream().map(ResponseReader::lesson).toList(),
                        List.of()),
                fields.required("best-practices", YamlValue::lines, List.of()));
        fields.close();
        response.checkNeeds();
        references.check();
        return plan;
    }

    private static List<Channel> channels(References references, Map<String, YamlValue> values) {
        List<Channel> channels = entries(values, ChannelReader::channel);
        references.declare(
                Kind.STATUS_PAGE,
                channels.stream()
                        .filter(it -> it.kind() == Channel.Kind.STATUS_PAGE)
                        .map(Channel::key)
                        .toList());
        return channels;
    }

    private static List<Procedure> procedures(
            References references, RecoveryReader recovery, Map<String, YamlValue> values, List<Procedure> known) {
        references.declare(Kind.PROCEDURE, values.keySet());
        known.addAll(recovery.procedures(values));
        return List.copyOf(known);
    }

    private static <T> List<T> declared(
            References references, Kind kind, Map<String, YamlValue> values, BiFunction<String, YamlValue, T> reading) {
        references.declare(kind, values.keySet());
        return entries(values, reading);
    }

    private static <T> List<T> entries(Map<String, YamlValue> values, BiFunction<String, YamlValue, T> reading) {
        List<T> entries = new ArrayList<>();
        values.forEach((key, value) -> entries.add(reading.apply(key, value)));
        return List.copyOf(entries);
    }
}
