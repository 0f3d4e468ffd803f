package dev.muster.plan;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file and its place. Each reading answers something of the wanted type: where the value does not fit,
 * that goes to the problems and a stand-in comes back, so that reading goes on and finds the rest.
 */
final class YamlValue {

    /** An alias repeats a value at next to no cost to the file's author, so one value must not be dear to read. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL, Tag.MAP, Tag.SEQ);
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,61}");
    private static final Pattern SECRET =
            Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:/[^{}\\x00-\\x1f]{1,500})}");

    private final Node node;
    private final String place;
    private final Problems problems;

    YamlValue(Node node, String place, Problems problems) {
        this.node = node;
        this.place = place;
        this.problems = problems;
    }

    String place() {
        return place;
    }

    void problem(String message) {
        problems.add(place, node, message);
    }

    /** Whether it has keys; what is no block has been told as that, and nothing is missing in it. */
    boolean isBlock() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    void missing(String key) {
        if (isBlock()) {
            problems.add(place.isEmpty() ? key : place + "." + key, node, "is missing");
        }
    }

    /** Any single value as it is written, never blank. */
    String text() {
        return scalar("a text").orElse("");
    }

    /** A text on one line. */
    String line() {
        String text = text();
        if (text.indexOf('\n') >= 0) {
            problem(Problems.quote(text) + " has several lines; one line is allowed");
        }
        return text;
    }

    int number(int least, int most) {
        Optional<String> text = scalar("a whole number from " + least + " to " + most);
        if (text.isEmpty()) {
            return least;
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(Problems.quote(text.get()) + " is not a whole number from " + least + " to " + most);
        return least;
    }

    boolean flag() {
        Optional<String> text = scalar("true or false");
        text.filter(it -> !Set.of("true", "false").contains(it))
                .ifPresent(it -> problem(Problems.quote(it) + " is neither true nor false"));
        return text.filter("true"::equals).isPresent();
    }

    Duration duration() {
        return parsed("a duration such as 30 min, 2 h or 7 days", YamlFormats::duration, Duration.ZERO);
    }

    Duration positiveDuration() {
        Duration duration = duration();
        if (duration.isZero()
                && node instanceof ScalarNode scalar
                && YamlFormats.duration(scalar.getValue()).isPresent()) {
            problem(Problems.quote(scalar.getValue()) + " is too short; allowed: more than nothing");
        }
        return duration;
    }

    /** A duration, or {@code real-time} for none at all. */
    Duration durationOrRealTime() {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("real-time")) {
            return Duration.ZERO;
        }
        return parsed("a duration such as 1 h, or real-time", YamlFormats::duration, Duration.ZERO);
    }

    LocalDate date() {
        return parsed("a date such as 2024-03-15", YamlFormats::date, LocalDate.EPOCH);
    }

    /** An amount of data. */
    long bytes() {
        return parsed("an amount of data such as 512 kB, 16 MB or 1 GB", YamlFormats::bytes, 0L);
    }

    /** An address of the web. */
    String url() {
        return parsed("an address that begins with http:// or https://", YamlFormats::url, "");
    }

    /** A path from the root. */
    String path() {
        return parsed("a path that begins with /", it -> it.startsWith("/") ? Optional.of(it) : Optional.empty(), "");
    }

    /** A reference to a secret. The value is not repeated in the message: it may be the secret itself. */
    Secret secret() {
        if (node instanceof ScalarNode scalar
                && SECRET.matcher(scalar.getValue()).matches()) {
            return new Secret(scalar.getValue());
        }
        problem("a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}");
        return Secret.NONE;
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        Optional<String> text = scalar("one of the words that are allowed");
        for (E constant : constants) {
            if (text.isPresent() && word(constant).equals(text.get())) {
                return constant;
            }
        }
        text.ifPresent(it -> problem("unknown " + Problems.quote(it) + "; "
                + Problems.choices(Arrays.stream(constants).map(YamlValue::word).toList())));
        return constants[0];
    }

    List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence) || foreign()) {
            problem("is " + kind() + "; allowed: a list");
            return List.of();
        }
        List<YamlValue> values = new ArrayList<>();
        for (Node child : sequence.getValue()) {
            values.add(new YamlValue(child, place + "[" + values.size() + "]", problems));
        }
        return values;
    }

    List<YamlValue> filledList() {
        List<YamlValue> values = list();
        if (values.isEmpty() && node instanceof SequenceNode) {
            problem("is empty; at least one entry is needed");
        }
        return values;
    }

    /** Lines of text. */
    List<String> lines() {
        return list().stream().map(YamlValue::line).toList();
    }

    /** Values by the names that the plan's author gives them, in the order of the file. */
    Map<String, YamlValue> keyed() {
        Map<String, YamlValue> values = children();
        values.keySet().stream()
                .filter(it -> !KEY.matcher(it).matches())
                .forEach(it -> problem("the key " + Problems.quote(it)
                        + " is not allowed; a key has small letters, digits and hyphens, at most 62"));
        return values;
    }

    Map<String, YamlValue> filledKeyed() {
        Map<String, YamlValue> values = keyed();
        if (values.isEmpty() && node instanceof MappingNode) {
            problem("is empty; at least one entry is needed");
        }
        return values;
    }

    YamlFields fields() {
        return new YamlFields(this, children());
    }

    private Map<String, YamlValue> children() {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping) || foreign()) {
            problem("is " + kind() + "; allowed: a block of keys and values");
            return values;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(place, tuple.getKeyNode(), "a key is a list or a block; allowed: a single word");
                continue;
            }
            String key = keyNode.getValue();
            String child = place.isEmpty() ? key : place + "." + key;
            if (values.putIfAbsent(key, new YamlValue(tuple.getValueNode(), child, problems)) != null) {
                problems.add(child, keyNode, "the key " + Problems.quote(key) + " stands here twice");
            }
        }
        return values;
    }

    private Optional<String> scalar(String wanted) {
        if (!(node instanceof ScalarNode scalar) || foreign() || node.getTag().equals(Tag.NULL)) {
            problem("is " + kind() + "; allowed: " + wanted);
            return Optional.empty();
        }
        if (scalar.getValue().length() > MOST_CHARACTERS) {
            problem("is longer than " + MOST_CHARACTERS + " characters; allowed: " + wanted);
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            problem("is empty; allowed: " + wanted);
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private <T> T parsed(String wanted, Function<String, Optional<T>> parse, T standIn) {
        Optional<String> text = scalar(wanted);
        if (text.isEmpty()) {
            return standIn;
        }
        Optional<T> value = parse.apply(text.get());
        if (value.isEmpty()) {
            problem(Problems.quote(text.get()) + " is not " + wanted);
        }
        return value.orElse(standIn);
    }

    private boolean foreign() {
        return !PLAIN_TAGS.contains(node.getTag());
    }

    private String kind() {
        if (foreign()) {
            return "of the type " + Problems.quote(node.getTag().getValue());
        }
        return switch (node.getNodeId()) {
            case mapping -> "a block of keys and values";
            case sequence -> "a list";
            default -> node.getTag().equals(Tag.NULL) ? "empty" : "a single value";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
