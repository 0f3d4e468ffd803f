package dev.muster.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program with its arguments: never a shell string.
 *
 * @param arguments first the program
 * @param environment added to a small fixed environment; values are secrets, are never logged and stand on no command
 *     line
 * @param directory where it runs; null for the console's own, or over SSH the account's home
 * @param timeout after it the command and its children are killed
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Path directory,
        Duration timeout) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument must not contain NUL");
            }
        }
        environment.forEach((name, value) -> {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the variable " + name + " cannot stand in an environment");
            }
        });
    }

    public static Command of(Duration timeout, String... arguments) {
        return new Command(List.of(arguments), Map.of(), null, timeout);
    }

    /** For people: the arguments, quoted where needed, without the environment. */
    public String display() {
        return ShellQuoting.quote(arguments);
    }

    String program() {
        return arguments.getFirst();
    }
}
