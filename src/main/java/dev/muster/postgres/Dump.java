package dev.muster.postgres;

import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Parallel;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Runs pg_dump and the counts beside each other, both in the snapshot that this connection holds open. */
@Component
class Dump {

    private final PostgresTools tools;
    private final ThisMachine machine;

    Dump(PostgresTools tools, ThisMachine machine) {
        this.tools = tools;
        this.machine = machine;
    }

    private record Snapshot(String name, Instant at, String walPosition) {}

    DatabaseManifest make(StepContext context, PlanDatabase source, Staging staging) {
        Instant started = context.now();
        Server server = source.server();
        return server.in(source.live(), connection -> {
            Server.execute(connection, "begin isolation level repeatable read read only");
            Snapshot snapshot = snapshot(connection);
            ServerFacts facts = ServerFacts.of(connection);
            ServerFacts.Shape shape =
                    ServerFacts.shape(connection, source.live()).orElseThrow();
            List<TableCounts.Name> names = TableCounts.names(connection);
            long largeObjects = TableCounts.largeObjects(connection);
            PostgresTools.Tool tool = tools.atLeast("pg_dump", facts.major());
            Path folder = staging.makeEmpty();
            List<DatabaseManifest.Table> tables;
            try (ExecutorService counting = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("count-", 0).factory())) {
                CompletableFuture<List<DatabaseManifest.Table>> counts =
                        CompletableFuture.supplyAsync(() -> count(server, source, snapshot, names), counting);
                dump(context, source, tool, snapshot, folder, names.size());
                tables = counts.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new Refused("counting failed", e);
            }
            context.progress("packing and hashing the files");
            return new DatabaseManifest(
                    DatabaseManifest.FORMAT,
                    source.live(),
                    facts.systemIdentifier(),
                    shape.owner(),
                    shape.encoding(),
                    shape.collate(),
                    shape.ctype(),
                    facts.version(),
                    tool.version(),
                    started,
                    context.now(),
                    snapshot.at(),
                    snapshot.walPosition(),
                    shape.bytes(),
                    largeObjects,
                    tables,
                    FileHashes.packed(staging));
        });
    }

    private static Snapshot snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot(), statement_timestamp(),"
                        + " (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
                        + " else pg_current_wal_lsn() end)::text")) {
            row.next();
            return new Snapshot(row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3));
        }
    }

    private void dump(
            StepContext context,
            PlanDatabase source,
            PostgresTools.Tool tool,
            Snapshot snapshot,
            Path folder,
            int tables) {
        Command command = PostgresCommands.dump(
                tool.path(),
                source.database(),
                snapshot.name(),
                PostgresCommands.jobs(),
                folder,
                context.processEnvironment());
        context.command(command.display());
        CommandResult result =
                machine.get().run(command, new TableProgress(context, "dumping contents of table", tables));
        if (!result.succeeded()) {
            throw new Refused("pg_dump failed with exit code " + result.exitCode() + ": " + result.tail());
        }
    }

    private static List<DatabaseManifest.Table> count(
            Server server, PlanDatabase source, Snapshot snapshot, List<TableCounts.Name> names) {
        List<DatabaseManifest.Table> tables = Collections.synchronizedList(new ArrayList<>());
        Parallel.each(
                2,
                names,
                name -> tables.add(server.in(source.live(), connection -> {
                    Server.execute(connection, "begin isolation level repeatable read read only");
                    Server.execute(connection, "set transaction snapshot " + Quoting.literal(snapshot.name()));
                    return TableCounts.count(connection, name);
                })));
        return tables.stream()
                .sorted(Comparator.comparing(DatabaseManifest.Table::schema)
                        .thenComparing(DatabaseManifest.Table::name))
                .toList();
    }
}
