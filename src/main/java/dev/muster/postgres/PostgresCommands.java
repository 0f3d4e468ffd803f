package dev.muster.postgres;

import dev.muster.host.Command;
import dev.muster.plan.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The very command lines of a dump and a restore. The password travels in the environment, never in an argument. */
final class PostgresCommands {

    private static final Duration LONGEST = Duration.ofHours(24);
    /**
     * Commits need not wait for the disk: the copy is thrown away after a crash anyway. The memory of index builds is
     * left as the server has it: measured with 256 MB and with 512 MB they take longer than with the usual 64 MB.
     */
    private static final String LOAD_SETTINGS = "-c synchronous_commit=off"
            + " -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    private PostgresCommands() {}

    static Command dump(
            Path program, Database database, String snapshot, int jobs, Path folder, Map<String, String> environment) {
        return command(
                List.of(
                        program.toString(),
                        "--format=directory",
                        "--jobs=" + jobs,
                        "--compress=0",
                        "--snapshot=" + snapshot,
                        "--file=" + folder,
                        "--verbose",
                        "--no-password",
                        "--host=" + database.address(),
                        "--port=" + database.port(),
                        "--username=" + database.user(),
                        "--dbname=" + Quoting.dbname(database.name())),
                database,
                environment);
    }

    static Command load(
            Path program, Database database, String side, int jobs, Path folder, Map<String, String> environment) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("PGOPTIONS", LOAD_SETTINGS + indexWorkers(database.address(), jobs));
        return command(
                List.of(
                        program.toString(),
                        "--jobs=" + jobs,
                        "--exit-on-error",
                        "--verbose",
                        "--no-password",
                        "--host=" + database.address(),
                        "--port=" + database.port(),
                        "--username=" + database.user(),
                        "--dbname=" + Quoting.dbname(side),
                        folder.toString()),
                database,
                more);
    }

    /**
     * Where the server shares this machine, the jobs have its processors between them, and an index build's own workers
     * would only take turns with the other job: the builds of two jobs on two processors cost a twentieth more
     * processor time with them. Another machine's processors are not known here, so its own setting stands.
     */
    private static String indexWorkers(String address, int jobs) {
        int spare = Runtime.getRuntime().availableProcessors() / jobs - 1;
        return ThisMachine.isAt(address) && spare < 2
                ? " -c max_parallel_maintenance_workers=" + Math.max(0, spare)
                : "";
    }

    /** As many as there are processors, within reason. */
    static int jobs() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    private static Command command(List<String> arguments, Database database, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PGPASSWORD", database.password().reveal());
        all.put("PGCONNECT_TIMEOUT", "10");
        return new Command(arguments, all, null, LONGEST);
    }
}
