package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.recovery.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the engine costs beside the commands that it runs: the same commands of a restore by a run and by a script of
 * bash, and a run of steps that do nothing. Arguments: rounds (5), megabytes of the database (1000).
 */
public final class StepsBench {

    private static final int EMPTY = 50;
    private static final double MOST_PERCENT = 2;
    private static final double MOST_MILLIS = 15;

    private StepsBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int megabytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        try (PracticeEstate estate = PracticeEstate.empty().withPrimary(new PracticeData(1, 1))) {
            PostgresCluster primary = estate.primary();
            BenchData.EIGHT_TABLES.fill(primary, megabytes / 1000.0);
            Path dump = estate.resolve("dump");
            Path passwords = Files.writeString(estate.resolve("passwords"), "*:*:*:*:" + primary.password() + "\n");
            Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
            run(List.of(
                    program(estate, "pg_dump"),
                    "--format=directory",
                    "--jobs=2",
                    "--compress=0",
                    "--file=" + dump,
                    address(estate, PracticeData.DATABASE)));
            List<List<String>> restore = restore(estate, dump);
            Map<String, List<List<String>>> procedures = new LinkedHashMap<>();
            procedures.put("restore-commands", restore);
            procedures.put("empty-steps", Collections.nCopies(EMPTY, List.of()));
            try (EngineConsole console = new EngineConsole(procedures);
                    RunWatch watch = new RunWatch(console.database())) {
                measure(estate, console, watch, restore, rounds);
            }
        }
        System.exit(0);
    }

    private static void measure(
            PracticeEstate estate, EngineConsole console, RunWatch watch, List<List<String>> restore, int rounds)
            throws Exception {
        Path script = Files.writeString(
                estate.resolve("restore.sh"),
                "set -euo pipefail\n"
                        + restore.stream().map(StepsBench::line).collect(Collectors.joining("\n", "", "\n")));
        // The first of each warms up: the JVM, the server's cache, and is not counted.
        timed(console, watch, "restore-commands");
        timed(console, watch, "empty-steps");
        Map<String, Rounds.Way> ways = new LinkedHashMap<>();
        ways.put("restore, by a run", () -> timed(console, watch, "restore-commands"));
        ways.put("restore, by bash", () -> {
            long begun = System.nanoTime();
            run(List.of("bash", script.toString()));
            return (System.nanoTime() - begun) / 1e9;
        });
        ways.put(EMPTY + " empty steps", () -> timed(console, watch, "empty-steps"));
        Rounds all = new Rounds(rounds);
        all.run(ways);
        double ours = all.median("restore, by a run");
        double bash = all.median("restore, by bash");
        System.out.println("The limit is bash: it starts the same programs and writes nothing down. A"
                + " step that is kept waits for one commit: " + Commits.millis(console.database())
                + " ms on this disk.");
        Rounds.atMost("steps.restore-overhead", (ours / bash - 1) * 100, "%", MOST_PERCENT);
        Rounds.atMost("steps.empty-step", all.median(EMPTY + " empty steps") * 1000 / EMPTY, "ms", MOST_MILLIS);
    }

    /** From the press of the button to the run's end. */
    private static double timed(EngineConsole console, RunWatch watch, String procedure) throws Exception {
        EngineConsole.Button button = console.prepared(procedure);
        long begun = System.nanoTime();
        RunId run = button.press();
        watch.awaitSuccess(run);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static List<List<String>> restore(PracticeEstate estate, Path dump) {
        List<List<String>> commands = new ArrayList<>();
        String psql = program(estate, "psql");
        String server = address(estate, "postgres");
        commands.add(List.of(psql, "--quiet", "--dbname=" + server, "--command=drop database if exists side"));
        commands.add(List.of(psql, "--quiet", "--dbname=" + server, "--command=create database side"));
        commands.add(List.of(
                program(estate, "pg_restore"),
                "--jobs=2",
                "--no-owner",
                "--no-privileges",
                "--dbname=" + address(estate, "side"),
                dump.toString()));
        commands.add(List.of(
                psql, "--quiet", "--dbname=" + address(estate, "side"), "--command=select count(*) from users"));
        commands.add(List.of(psql, "--quiet", "--dbname=" + address(estate, "side"), "--command=analyze"));
        return commands;
    }

    private static String program(PracticeEstate estate, String name) {
        return estate.postgres().bin().resolve(name).toString();
    }

    private static String address(PracticeEstate estate, String database) {
        return "postgresql://postgres@127.0.0.1:" + estate.primary().port() + "/" + database + "?passfile="
                + estate.resolve("passwords");
    }

    /** The words are ours and hold no quotation mark. */
    private static String line(List<String> command) {
        return command.stream().map(it -> "'" + it + "'").collect(Collectors.joining(" "));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(command.getFirst() + " ended with " + code);
        }
    }
}
