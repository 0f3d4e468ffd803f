package dev.muster.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A block whose keys are fixed by the plan's format. What nobody asked for is an unknown key. */
final class YamlFields {

    private final YamlValue block;
    private final Map<String, YamlValue> values;
    private final Set<String> known = new LinkedHashSet<>();

    YamlFields(YamlValue block, Map<String, YamlValue> values) {
        this.block = block;
        this.values = values;
    }

    /** The reading of a key that must be there, or the stand-in. */
    <T> T required(String key, Function<YamlValue, T> reading, T standIn) {
        Optional<T> value = optional(key, reading);
        if (value.isEmpty() && !values.containsKey(key)) {
            block.missing(key);
        }
        return value.orElse(standIn);
    }

    String text(String key) {
        return required(key, YamlValue::text, "");
    }

    String line(String key) {
        return required(key, YamlValue::line, "");
    }

    <T> Optional<T> optional(String key, Function<YamlValue, T> reading) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).map(reading);
    }

    /** What nobody asked for until now. */
    Map<String, YamlValue> rest() {
        Map<String, YamlValue> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(known);
        return rest;
    }

    /** Called when all keys were asked for. */
    void close() {
        rest().forEach((key, value) ->
                value.problem("unknown key " + Problems.quote(key) + "; " + Problems.choices(known)));
    }
}
