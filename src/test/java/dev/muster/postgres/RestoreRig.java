package dev.muster.postgres;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Database;
import dev.muster.plan.Host;
import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.Storage;
import dev.muster.practice.ClusterSettings;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PostgresInstallation;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.security.Actor;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.annotation.EnableTransactionManagement;

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

    final EstateFolder folder = EstateFolder.temporary();
    final PostgresCluster cluster;
    final Path secret;
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    ObjectStore store;
    Plan plan;

    @EnableTransactionManagement
    static class Transactions {}

    RestoreRig() throws IOException, SQLException {
        cluster = PostgresCluster.started(
                PostgresInstallation.newest(), ClusterSettings.in(folder.path().resolve("pg")));
        secret = Files.writeString(folder.path().resolve("s3-secret"), "s3-secret-value");
        store = ObjectStore.started(folder.path().resolve("s3"), 0, "s3-secret-value");
        plan = plan("bdc_production", Optional.empty());
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

    Plan plan(String database, Optional<String> identifier) {
        Service service = new Service(
                "bdc",
                "BDC",
                Service.Tier.CRITICAL,
                "here",
                new Service.PlainProcess(
                        List.of("/bin/sleep", "600"),
                        folder.path().toString(),
                        folder.path().resolve("bdc.pid").toString(),
                        folder.path().resolve("bdc.log").toString()),
                Optional.empty(),
                Optional.empty());
        return new Plan(
                "Plan",
                "BDC",
                new Objectives(hours(2), hours(8), hours(24), hours(1), hours(24), Duration.ZERO),
                List.of(),
                List.of(),
                List.of(new Host("here", Host.Connection.LOCAL, "localhost", null)),
                List.of(service),
                List.of(new Database(
                        "bdc",
                        "BDC",
                        database,
                        "here",
                        cluster.host(),
                        cluster.port(),
                        cluster.user(),
                        new Secret("${file:" + cluster.passwordFile() + "}"),
                        identifier,
                        List.of("bdc"),
                        List.of(new Database.Check("users", "select count(*) from users", "> 0")))),
                List.of(new Storage(
                        "s3",
                        "S3",
                        Optional.of(store.endpoint()),
                        "us-east-1",
                        ObjectStore.BUCKET,
                        "off-site/",
                        true,
                        new Secret("${file:" + keyFile() + "}"),
                        new Secret("${file:" + secret + "}"))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new BackupPolicy(
                        "db",
                        "Database",
                        BackupPolicy.Kind.DATABASE,
                        "bdc",
                        "s3",
                        hours(1),
                        Optional.empty(),
                        hours(24))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private Path keyFile() {
        try {
            return Files.writeString(folder.path().resolve("s3-key"), ObjectStore.ACCESS_KEY);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private void wire() throws SQLException {
        try (var connection = catalogue.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("insert into plan_version (hash, name, source, yaml, loaded_at)"
                    + " values ('h', 'n', 's', 'y', now())");
        }
        var source = new DriverManagerDataSource(catalogue.url(), catalogue.application(), catalogue.password());
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "muster.keys-directory",
                                folder.path().resolve("keys").toString(),
                                "muster.work-directory",
                                folder.path().resolve("work").toString())));
        Plans plans = Mockito.mock(Plans.class);
        Mockito.when(plans.current()).thenAnswer(it -> new PlanVersion(1, "h".repeat(64), "s", Instant.EPOCH, plan));
        beans.registerBean(Plans.class, () -> plans);
        beans.registerBean(RunQuery.class, () -> Mockito.mock(RunQuery.class));
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.registerBean(AuditLog.class, () -> new AuditLog() {
            @Override
            public void record(Actor actor, AuditFact fact) {}

            @Override
            public void recordAlone(Actor actor, AuditFact fact) {}
        });
        beans.registerBean(
                org.jooq.DSLContext.class,
                () -> DSL.using(new TransactionAwareDataSourceProxy(source), SQLDialect.POSTGRES));
        beans.registerBean(
                org.springframework.transaction.PlatformTransactionManager.class,
                () -> new DataSourceTransactionManager(source));
        beans.register(Transactions.class);
        beans.scan(
                "dev.muster.host",
                "dev.muster.s3",
                "dev.muster.backup",
                "dev.muster.postgres",
                "dev.muster.application");
        beans.refresh();
    }

    /** A new run with a row in the catalogue's database and a folder of its own. */
    TestStepContext run() {
        try (var connection = catalogue.asOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "insert into run (procedure_key, title, target, state, plan_version_id,"
                                + " launched_by, launched_name, launched_role, launched_from, launched_at)"
                                + " values ('p', 't', 'bdc', 'SUCCEEDED', 1, 'x', 'x', 'COMMANDER', 'test', now()) returning id")) {
            row.next();
            long id = row.getLong(1);
            return new TestStepContext(
                    id,
                    plan,
                    Files.createDirectories(folder.path().resolve("work").resolve("run-" + id)));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    StepOutcome step(String type, TestStepContext context) {
        StepOutcome outcome = find(type).run(context);
        if (outcome instanceof StepOutcome.Done done) {
            context.facts.putAll(done.facts());
        }
        return outcome;
    }

    /** The steps in order until one does not succeed. */
    StepOutcome steps(List<String> types, TestStepContext context) {
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
        TestStepContext context = new TestStepContext(0, plan, folder.path().resolve("none"));
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
