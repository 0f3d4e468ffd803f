package dev.muster.practice;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a class of this build is started as a program. */
final class JavaProgram {

    private JavaProgram() {}

    /** The command line for a class with a main method; the long class path goes into a file. */
    static List<String> commandLine(Class<?> main, Path argumentFile, List<String> options, String... arguments) {
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of("-cp", quoted(classPath()), main.getName()));
        try {
            Files.createDirectories(argumentFile.toAbsolutePath().getParent());
            Files.writeString(argumentFile, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + argumentFile));
        all.addAll(List.of(arguments));
        return List.copyOf(all);
    }

    // Surefire starts its JVM from a jar that only names the class path; the program runs in another folder than we
    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(it -> Path.of(it).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
