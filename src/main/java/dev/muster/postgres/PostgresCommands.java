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

    /** @param largest bytes of the largest table in the folder */
    static Command load(
            Path program, Database database, String side, Path folder, long largest, Map<String, String> environment) {
        Map<String, String> more = new HashMap<>(environment);
        int processors = Runtime.getRuntime().availableProcessors();
        more.put("PGOPTIONS", LoadSettings.of(database.address(), jobs(), processors, largest));
        return command(
                List.of(
                        program.toString(),
                        "--jobs=" + jobs(),
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
