package dev.muster.practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a {@code repmgr.conf}: each value is quoted as its reader, and for commands also as the shell, takes it. */
final class RepmgrSettings {

    private final Map<String, String> all = new LinkedHashMap<>();

    RepmgrSettings with(String name, Object value) {
        all.put(name, String.valueOf(value));
        return this;
    }

    /** A command that repmgr hands to a shell; repmgr itself replaces nothing in it. */
    RepmgrSettings withCommand(String name, List<String> arguments) {
        return with(name, arguments.stream().map(RepmgrSettings::word).collect(Collectors.joining(" ")));
    }

    /** A command in which repmgr puts the number of the node to follow behind the last argument. */
    RepmgrSettings withCommandForNode(String name, List<String> arguments) {
        withCommand(name, arguments.stream().map(it -> it.replace("%", "%%")).toList());
        return with(name, all.get(name) + "%n");
    }

    private static String word(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    String text() {
        return all.entrySet().stream()
                .map(it ->
                        it.getKey() + "='" + it.getValue().replace("\\", "\\\\").replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
