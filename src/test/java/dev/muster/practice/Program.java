package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One program of the estate, run to its end. */
record Program(List<String> arguments, Map<String, String> environment) {

    static Program of(String... arguments) {
        return new Program(List.of(arguments), Map.of());
    }

    Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(arguments, more);
    }

    Program and(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Program(all, environment);
    }

    /**
     * Its output.
     *
     * @throws IllegalStateException with that output when it fails
     */
    String run() {
        Result result = result();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(arguments + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    Result result() {
        try {
            // "/" because the unprivileged account may not be let into the folder in which we were started
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(new java.io.File("/"))
                    .redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + arguments, e);
        }
    }

    /** How it ended, with both streams as one text. */
    record Result(int exitCode, String output) {}
}
