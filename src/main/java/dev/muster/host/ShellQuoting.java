package dev.muster.host;

import java.util.List;
import java.util.stream.Collectors;

/** The one place that makes words for a shell: whatever is in an argument, it arrives as that one argument. */
final class ShellQuoting {

    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    private ShellQuoting() {}

    static String quote(String argument) {
        return argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    static String quote(List<String> arguments) {
        return arguments.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
    }
}
