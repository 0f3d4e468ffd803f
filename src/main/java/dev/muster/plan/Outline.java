package dev.muster.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A procedure as it is written: groups and uses of other procedures are not laid out yet. */
record Outline(
        String key,
        String title,
        String description,
        String target,
        List<Procedure.Parameter> parameters,
        List<Entry> entries,
        boolean scratch) {

    /** One entry of a list of steps. */
    sealed interface Entry {}

    record Single(Procedure.Step step) implements Entry {}

    /**
     * @param place the name of the used procedure, for messages
     * @param with the values of its parameters
     */
    record Use(String key, String title, YamlValue place, Map<String, Value> with) implements Entry {}

    /** What is written for a parameter, and where. */
    record Value(String text, YamlValue place) {}

    /** Branches that run at the same time. */
    record Together(String title, YamlValue place, List<List<Entry>> branches) implements Entry {}

    /** Every step that is written in it, those in groups too and those of used procedures not. */
    static Stream<Procedure.Step> steps(List<Entry> entries) {
        return entries.stream().flatMap(entry -> switch (entry) {
            case Single single -> Stream.of(single.step());
            case Use use -> Stream.empty();
            case Together together -> together.branches().stream().flatMap(Outline::steps);
        });
    }

    /** Every use in it, those in groups too. */
    Stream<Use> uses() {
        return uses(entries);
    }

    static Stream<Use> uses(List<Entry> entries) {
        return entries.stream().flatMap(entry -> switch (entry) {
            case Single single -> Stream.empty();
            case Use use -> Stream.of(use);
            case Together together -> together.branches().stream().flatMap(Outline::uses);
        });
    }

    static Stream<Together> groups(List<Entry> entries) {
        return entries.stream().flatMap(entry -> switch (entry) {
            case Single single -> Stream.empty();
            case Use use -> Stream.empty();
            case Together together ->
                Stream.concat(Stream.of(together), together.branches().stream().flatMap(Outline::groups));
        });
    }
}
