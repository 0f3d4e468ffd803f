package dev.muster.bench;

import dev.muster.practice.BdcProcess;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rivals: the plan's own script, and bare {@code pg_restore}; both with every row counted at the end. */
final class ScriptedRestore {

    static final String PLAN_TARGET = "bench_plan";
    static final String BARE_TARGET = "bench_bare";

    private final PostgresCluster cluster;
    private final PlainStore store;
    private final Map<String, String> counts;

    ScriptedRestore(PostgresCluster cluster, PlainStore store, Map<String, String> counts) {
        this.cluster = cluster;
        this.store = store;
        this.counts = counts;
    }

    /**
     * The plan's script after its file was fetched: the application is stopped, the database that is there dropped and
     * made anew, then {@code gunzip -c FILE | psql DATABASE}. The database of the run before is the one that is there.
     */
    void ofThePlan(String key, Path file, BdcProcess application) throws Exception {
        store.fetch(key, file);
        application.stop();
        cluster.execute("postgres", "drop database if exists " + PLAN_TARGET);
        cluster.execute("postgres", "create database " + PLAN_TARGET + " owner " + PracticeData.ROLE);
        ProcessBuilder gunzip = new ProcessBuilder("gunzip", "-c", file.toString()).redirectError(Redirect.DISCARD);
        ProcessBuilder psql = client("psql", "-q", "-d", PLAN_TARGET)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        for (Process process : ProcessBuilder.startPipeline(List.of(gunzip, psql))) {
            demand(process);
        }
        count(PLAN_TARGET);
    }

    /** {@code pg_restore -j2} on a dump as {@code pg_dump -Fd} makes it, fetched four files at once. */
    void bare(String location, Path folder) throws Exception {
        store.fetchAll(location, folder);
        cluster.execute("postgres", "create database " + BARE_TARGET + " owner " + PracticeData.ROLE);
        demand(client("pg_restore", "-j2", "-Fd", "-d", BARE_TARGET, folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start());
        count(BARE_TARGET);
    }

    /** {@code pg_dump | gzip > FILE}. */
    void dump(Path file) throws Exception {
        ProcessBuilder dump = client("pg_dump", "-d", PracticeData.DATABASE).redirectError(Redirect.DISCARD);
        ProcessBuilder gzip = new ProcessBuilder("gzip").redirectOutput(new File(file.toString()));
        for (Process process : ProcessBuilder.startPipeline(List.of(dump, gzip))) {
            demand(process);
        }
    }

    /** {@code pg_dump -Fd -j2}. */
    void dumpFolder(Path folder) throws Exception {
        demand(client("pg_dump", "-Fd", "-j2", "-d", PracticeData.DATABASE, "-f", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start());
    }

    private ProcessBuilder client(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                cluster.installation().program(program),
                "-h",
                cluster.host(),
                "-p",
                String.valueOf(cluster.port()),
                "-U",
                cluster.user()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", cluster.password());
        return builder;
    }

    private void count(String target) {
        counts.forEach((table, rows) -> {
            String there = cluster.value(target, "select count(*) from " + table);
            if (!there.equals(rows)) {
                throw new IllegalStateException(table + " has " + there + " rows instead of " + rows);
            }
        });
    }

    private static void demand(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException(process.info().command().orElse("a command") + " ended with " + process.exitValue());
        }
    }
}
