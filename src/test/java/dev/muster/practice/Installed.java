package dev.muster.practice;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that the estate can do without, when they are on this machine. */
final class Installed {

    private static final List<String> USUAL = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

    private Installed() {}

    static Optional<String> program(String name) {
        String path = System.getenv("PATH");
        Stream<String> more = path == null ? Stream.empty() : Arrays.stream(path.split(File.pathSeparator));
        return Stream.concat(USUAL.stream(), more)
                .filter(it -> !it.isBlank())
                .map(it -> Path.of(it, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** @throws IllegalStateException when it is not there, with what to install */
    static String needed(String name) {
        return program(name)
                .orElseThrow(() ->
                        new IllegalStateException("No " + name + " was found: install it (" + howToGet(name) + ")"));
    }

    static String howToGet(String name) {
        return "Debian, Ubuntu: apt-get install " + name;
    }
}
