package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what people do: the objectives that they are held to, team, words, checklist, rehearsals and reviews. */
final class ResponseReader {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

    private static final List<String> HOW_MANY =
            List.of("no proof", "one proof", "two proofs", "three proofs", "four proofs");

    private final References references;
    private final Map<String, String> placeOfItem = new HashMap<>();
    private final Map<String, List<String>> needsOfItem = new LinkedHashMap<>();
    private final Map<String, YamlValue> needs = new LinkedHashMap<>();

    ResponseReader(References references) {
        this.references = references;
    }

    static Objectives objectives(YamlValue value) {
        YamlFields fields = value.fields();
        List<Duration> rto = fields.required("rto", it -> durations(it, "critical", "non-critical", "full"), List.of());
        List<Duration> rpo =
                fields.required("rpo", it -> durations(it, "database", "files", "configuration"), List.of());
        fields.close();
        return rto.isEmpty() || rpo.isEmpty()
                ? NO_OBJECTIVES
                : new Objectives(rto.get(0), rto.get(1), rto.get(2), rpo.get(0), rpo.get(1), rpo.get(2));
    }

    static final Objectives NO_OBJECTIVES =
            new Objectives(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static List<Duration> durations(YamlValue value, String... keys) {
        YamlFields fields = value.fields();
        List<Duration> durations = new ArrayList<>();
        for (String key : keys) {
            durations.add(fields.required(
                    key,
                    it -> key.equals("configuration") ? it.durationOrRealTime() : it.positiveDuration(),
                    Duration.ZERO));
        }
        fields.close();
        return durations;
    }

    Scenario scenario(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Scenario scenario = new Scenario(
                key,
                fields.line("title"),
                fields.text("impact"),
                fields.text("strategy"),
                fields.required("procedures", it -> references.listTo(it, Kind.PROCEDURE), List.of()),
                fields.optional("options", this::ways).orElse(List.of()));
        fields.close();
        return scenario;
    }

    private List<Scenario.Option> ways(YamlValue value) {
        return value.keyed().entrySet().stream()
                .map(it -> {
                    references.key(it.getKey(), it.getValue(), Kind.OPTION);
                    return new Scenario.Option(it.getKey(), it.getValue().line());
                })
                .toList();
    }

    /** Its procedure may be one that the plan will get later: the card says then that it cannot be chosen. */
    static RecoveryOption option(String key, YamlValue value) {
        YamlFields fields = value.fields();
        RecoveryOption option = new RecoveryOption(
                key,
                fields.line("title"),
                fields.required("kind", it -> it.choice(RecoveryOption.Kind.class), RecoveryOption.Kind.WAIT),
                fields.optional("procedure", YamlValue::line),
                fields.line("destroys"),
                fields.line("way-back"));
        fields.close();
        if (option.procedure().isPresent() == (option.kind() == RecoveryOption.Kind.WAIT)) {
            value.problem("needs a procedure unless its kind is wait, which has none");
        }
        return option;
    }

    static TeamRole role(String key, YamlValue value) {
        YamlFields fields = value.fields();
        TeamRole role = new TeamRole(
                key,
                fields.line("title"),
                fields.optional("holder", ResponseReader::person).orElse(TeamRole.NOBODY),
                fields.optional("deputy", ResponseReader::person),
                fields.optional("answer-within", YamlValue::positiveDuration).orElse(TeamRole.ANSWER_WITHIN));
        fields.close();
        return role;
    }

    private static TeamRole.Person person(YamlValue value) {
        YamlFields fields = value.fields();
        TeamRole.Person person = new TeamRole.Person(
                fields.line("name"),
                fields.optional("phone", YamlValue::line),
                fields.optional("email", ChannelReader::email),
                fields.optional("account", YamlValue::line));
        fields.close();
        return person;
    }

    static Template template(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Template template = new Template(
                key,
                fields.line("title"),
                fields.required("subject", it -> words(it, it.line()), ""),
                fields.required("body", it -> words(it, it.text()), ""));
        fields.close();
        return template;
    }

    /** A variable that nobody fills would leave a hole in an alarm. */
    private static String words(YamlValue value, String text) {
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            if (!Template.VARIABLES.contains(matcher.group(1))) {
                value.problem("unknown variable " + Problems.quote(matcher.group()) + "; "
                        + Problems.choices(Template.VARIABLES));
            }
        }
        String rest = VARIABLE.matcher(text).replaceAll("");
        if (rest.contains("{{") || rest.contains("}}")) {
            value.problem("has {{ or }} that do not belong to a variable such as {{severity}}");
        }
        return text;
    }

    Phase phase(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Phase phase = new Phase(
                key,
                fields.line("title"),
                fields.required("from", YamlValue::duration, Duration.ZERO),
                fields.required("to", YamlValue::positiveDuration, Duration.ZERO),
                fields.optional("silence", YamlValue::positiveDuration).orElse(Phase.SILENCE),
                fields.required(
                        "items",
                        items -> items.filledKeyed().entrySet().stream()
                                .map(it -> item(it.getKey(), it.getValue()))
                                .toList(),
                        List.of()));
        fields.close();
        if (!phase.to().isZero() && phase.from().compareTo(phase.to()) >= 0) {
            value.problem("the window ends before it begins; allowed: from is less than to");
        }
        return phase;
    }

    private Phase.Item item(String key, YamlValue value) {
        String other = placeOfItem.putIfAbsent(key, value.place());
        if (other != null) {
            value.problem("the key " + Problems.quote(key) + " already stands at " + other
                    + "; an item's key is unique in the whole checklist");
        }
        YamlFields fields = value.fields();
        Phase.Item item = new Phase.Item(
                key,
                fields.line("title"),
                fields.optional("role", it -> references.to(it, Kind.ROLE)),
                fields.optional("procedure", it -> references.to(it, Kind.PROCEDURE)),
                fields.optional("needs", it -> needs(key, it)).orElse(List.of()),
                fields.optional("proof", this::proof));
        fields.close();
        return item;
    }

    private List<String> needs(String item, YamlValue value) {
        List<String> keys = value.lines();
        needsOfItem.put(item, keys);
        needs.put(item, value);
        return keys;
    }

    private Proof proof(YamlValue value) {
        YamlFields fields = value.fields();
        Optional<Proof> run =
                fields.optional("run", it -> new Proof(Proof.Kind.RUN, references.to(it, Kind.PROCEDURE)));
        Optional<Proof> backup = fields.optional(
                "backup-proved", it -> new Proof(Proof.Kind.BACKUP_PROVED, references.to(it, Kind.DATABASE)));
        Optional<Proof> services = fields.optional(
                "services-up",
                it -> new Proof(
                        Proof.Kind.SERVICES_UP,
                        it.filledList().isEmpty() ? "" : String.join(",", references.listTo(it, Kind.SERVICE))));
        Optional<Proof> page = fields.optional(
                "status-page-updated",
                it -> new Proof(Proof.Kind.STATUS_PAGE_UPDATED, references.to(it, Kind.STATUS_PAGE)));
        fields.close();
        List<Proof> all =
                Stream.of(run, backup, services, page).flatMap(Optional::stream).toList();
        if (value.isBlock() && all.size() != 1) {
            value.problem("names " + HOW_MANY.get(all.size())
                    + "; allowed: one of run, backup-proved, services-up, status-page-updated");
        }
        return all.isEmpty() ? new Proof(Proof.Kind.RUN, "") : all.getFirst();
    }

    /** Called when every phase was read: an item may need one of a later phase, but never, over any way, itself. */
    void checkNeeds() {
        needs.forEach((item, value) -> {
            for (String needed : needsOfItem.getOrDefault(item, List.of())) {
                if (!placeOfItem.containsKey(needed)) {
                    value.problem("unknown item " + Problems.quote(needed) + "; allowed: keys of items");
                } else if (reaches(needed, item)) {
                    value.problem("needs " + Problems.quote(needed) + ", which itself needs " + Problems.quote(item)
                            + "; items do not wait for each other");
                }
            }
        });
    }

    private boolean reaches(String from, String wanted) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String key = open.pop();
            if (key.equals(wanted)) {
                return true;
            }
            if (seen.add(key)) {
                open.addAll(needsOfItem.getOrDefault(key, List.of()));
            }
        }
        return false;
    }

    static Review review(String key, YamlValue value) {
        YamlFields fields = value.fields();
        Review review = new Review(
                key,
                fields.line("title"),
                fields.required("every", it -> it.choice(Review.Interval.class), Review.Interval.YEARLY),
                fields.required(
                        "items",
                        it -> it.filledList().stream().map(YamlValue::line).toList(),
                        List.of()));
        fields.close();
        return review;
    }

    static Lesson lesson(YamlValue value) {
        YamlFields fields = value.fields();
        Lesson lesson = new Lesson(
                fields.line("title"),
                fields.required("date", YamlValue::date, LocalDate.EPOCH),
                fields.required("duration", YamlValue::positiveDuration, Duration.ZERO),
                fields.text("root-cause"),
                fields.text("resolution"),
                fields.required("improvements", YamlValue::lines, List.of()));
        fields.close();
        return lesson;
    }
}
