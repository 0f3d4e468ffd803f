package dev.muster.postgres;

import dev.muster.plan.Plan;
import dev.muster.practice.ClusterSettings;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PostgresInstallation;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BareConsole;
import dev.muster.testing.LooseContext;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The real steps on a real cluster and a real object store, driven one by one without the engine. */
final class RestoreRig implements AutoCloseable {

    static final List<String> BACK_UP = List.of("check-source", "dump-database", "upload-backup", "sign-backup");
    static final List<String> RESTORE = List.of(
            "find-backup",
            "fetch-backup",
            "verify-backup",
            "check-target",
            "create-side-database",
            "load-side-database",
            "compare-with-manifest",
            "swap-database",
            "record-data-loss",
            "gather-statistics");

    static final List<String> DRILL = List.of(
            "find-backup",
            "fetch-backup",
            "verify-backup",
            "check-target",
            "create-scratch-database",
            "load-scratch-database",
            "compare-with-manifest",
            "smoke-test",
            "drop-scratch-database");

    private static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    final EstateFolder folder = EstateFolder.temporary();
    final PostgresCluster cluster;
    final Path secret;
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final Path work = folder.path().resolve("work");
    /** Where the console looks for pg_dump and pg_restore: links to the real ones until a test puts something else there. */
    final Path tools = folder.path().resolve("tools");

    final List<String> audit = new CopyOnWriteArrayList<>();
    final Disturbance disturbance = new Disturbance();
    ObjectStore store;
    String endpoint = "";
    int port;
    List<String> restore = RESTORE;
    List<String> backUp = BACK_UP;
    List<String> drill = DRILL;
    List<String> smokeTest = List.of("/bin/true");
    Plan plan;

    RestoreRig() throws IOException, SQLException {
        cluster = PostgresCluster.started(
                PostgresInstallation.newest(), ClusterSettings.in(folder.path().resolve("pg")));
        secret = Files.writeString(folder.path().resolve("s3-secret"), "s3-secret-value");
        store = ObjectStore.started(folder.path().resolve("s3"), 0, "s3-secret-value");
        plan = plan("bdc_production", Optional.empty());
        Files.createDirectories(work);
        Files.createDirectories(tools);
        linkTools();
        fill("bdc_production", 5000);
        wire();
    }

    void fill(String database, int rows) {
        cluster.execute("postgres", "create database " + database);
        cluster.execute(
                database,
                "create table users (id int primary key, name text not null)",
                "create table orders (id int primary key, user_id int references users, note text)",
                "create index orders_user on orders (user_id)",
                "create view loud as select upper(name) from users",
                "create table \"Odd \"\"name\" (v bytea)",
                "insert into \"Odd \"\"name\" values ('\\x00ff')",
                "select lo_from_bytea(0, '\\x0102')",
                "insert into users select i, 'Ünï ' || i from generate_series(1, " + rows + ") i",
                "insert into orders select i, i, md5(i::text) from generate_series(1, " + rows + ") i",
                "alter database " + database + " set work_mem to '7MB'");
    }

    /** The plan on the rig's parts, or on what stands in for them in {@link #endpoint} and {@link #port}. */
    Plan plan(String database, Optional<String> identifier) {
        return RestorePlan.of(this, database, identifier);
    }

    private void wire() {
        BareConsole.around(
                beans,
                catalogue,
                Map.of(
                        "muster.keys-directory",
                        folder.path().resolve("keys").toString(),
                        "muster.postgres.bin",
                        tools.toString(),
                        "muster.work-directory",
                        work.toString()));
        BareConsole.planned(beans, catalogue, () -> plan);
        BareConsole.audited(beans, (actor, fact) -> audit.add(fact.action() + " " + fact.result()));
        beans.registerBean("disturbance", RecoveryStep.class, () -> disturbance);
        EngineBeans.register(beans, work, Duration.ofSeconds(15));
        beans.scan(
                "dev.muster.host",
                "dev.muster.s3",
                "dev.muster.backup",
                "dev.muster.postgres",
                "dev.muster.application");
        beans.refresh();
    }

    void linkTools() throws IOException {
        for (String tool : List.of("pg_dump", "pg_restore")) {
            Files.deleteIfExists(tools.resolve(tool));
            Files.createSymbolicLink(
                    tools.resolve(tool), Path.of(cluster.installation().program(tool)));
        }
    }

    /** A launch through the service, with its pre-flight and the typed name. */
    RunId launch(String procedure, Map<String, String> parameters, String typedName) {
        return beans.getBean(Runs.class)
                .launch(new Runs.Request(procedure, parameters, null, null), typedName, COMMANDER);
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    /** A person cancels it, and it cleans up. */
    RunQuery.Detail cancelled(RunId run) {
        cancel(run);
        return driven(run);
    }

    void cancel(RunId run) {
        beans.getBean(Runs.class).cancel(run, "enough", COMMANDER);
    }

    /** As when its worker had died a while ago. */
    void theLeaseExpires() {
        try (var connection = catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("update target_lease set heartbeat_at = clock_timestamp() - interval '1 hour'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new run with a row in the catalogue's database and a folder of its own. */
    LooseContext run() {
        try (var connection = catalogue.asOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "insert into run (procedure_key, title, target, state, plan_version_id, launched_by,"
                                + " launched_name, launched_role, launched_from, launched_at) values ('p', 't', 'bdc',"
                                + " 'SUCCEEDED', 1, 'x', 'x', 'COMMANDER', 'test', now()) returning id")) {
            row.next();
            long id = row.getLong(1);
            return context(id).in(Files.createDirectories(work.resolve("run-" + id)));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LooseContext context(long run) {
        return new LooseContext(run, plan).with("service", "bdc");
    }

    StepOutcome step(String type, LooseContext context) {
        StepOutcome outcome = find(type).run(context);
        if (outcome instanceof StepOutcome.Done done) {
            context.facts.putAll(done.facts());
        }
        return outcome;
    }

    /** The steps in order until one does not succeed. */
    StepOutcome steps(List<String> types, LooseContext context) {
        StepOutcome last = StepOutcome.done("");
        for (String type : types) {
            last = step(type, context);
            if (!(last instanceof StepOutcome.Done)) {
                return last;
            }
        }
        return last;
    }

    List<Finding> preflight(List<String> types) {
        LooseContext context = context(0).in(folder.path().resolve("none"));
        return types.stream().flatMap(it -> find(it).check(context).stream()).toList();
    }

    RecoveryStep find(String type) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        beans.close();
        store.close();
        cluster.close();
        folder.close();
    }
}
