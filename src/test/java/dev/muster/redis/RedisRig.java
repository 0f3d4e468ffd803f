package dev.muster.redis;

import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.Storage;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.ServerProcess;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BareConsole;
import dev.muster.testing.LooseContext;
import dev.muster.testing.SmallPlan;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The real steps under the real engine on a real Redis and a real object store. */
final class RedisRig implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    final PracticeEstate estate = PracticeEstate.empty().withObjectStore().withRedis();
    final Path work;
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    Path password = estate.redis().passwordFile();
    List<String> start = estate.redis().program().arguments();
    String file = estate.redis().snapshot().toString();

    RedisRig() throws IOException, SQLException {
        work = Files.createDirectories(estate.resolve("work"));
        Files.writeString(estate.resolve("s3-key"), ObjectStore.ACCESS_KEY);
        Files.writeString(estate.resolve("s3-secret"), estate.objectStore().secretKey());
        wire();
    }

    ServiceControl control() {
        return beans.getBean(Hosts.class)
                .control(Host.local("here"), plan().services().getFirst());
    }

    Plan plan() {
        ServerProcess program = estate.redis().program();
        Service service = new Service(
                "redis",
                "Redis",
                Service.Tier.NON_CRITICAL,
                "here",
                new Service.PlainProcess(
                        start,
                        program.directory().toString(),
                        program.pidFile().toString(),
                        program.logFile().toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Service.Redis(
                        "127.0.0.1", estate.redis().port(), new Secret("${file:" + password + "}"), file)));
        Duration day = Duration.ofHours(24);
        return SmallPlan.of(Map.of(
                "hosts",
                List.of(Host.local("here")),
                "services",
                List.of(service),
                "storages",
                List.of(new Storage(
                        "s3",
                        "S3",
                        Optional.of(estate.objectStore().endpoint()),
                        "us-east-1",
                        ObjectStore.BUCKET,
                        "off-site/",
                        true,
                        new Secret("${file:" + estate.resolve("s3-key") + "}"),
                        new Secret("${file:" + estate.resolve("s3-secret") + "}"))),
                "backups",
                List.of(new BackupPolicy(
                        "daily", "Redis", BackupPolicy.Kind.REDIS, "redis", "s3", day, Optional.empty(), day)),
                "procedures",
                List.of(
                        procedure(
                                "back-up",
                                new Procedure.Parameter(
                                        "accept-smaller", "Smaller", Procedure.Kind.TEXT, Optional.of("no")),
                                "snapshot-redis",
                                "upload-backup",
                                "sign-backup"),
                        procedure(
                                "restore",
                                new Procedure.Parameter(
                                        "backup",
                                        "Snapshot",
                                        Procedure.Kind.BACKUP,
                                        Optional.of("newest"),
                                        Optional.of("daily")),
                                "find-backup",
                                "fetch-backup",
                                "verify-snapshot",
                                "place-snapshot",
                                "stop-service",
                                "swap-snapshot",
                                "start-redis",
                                "count-keys"))));
    }

    private static Procedure procedure(String key, Procedure.Parameter parameter, String... types) {
        return new Procedure(
                key,
                key,
                "",
                "redis",
                List.of(parameter),
                Arrays.stream(types).map(RedisRig::step).toList());
    }

    private static Procedure.Step step(String type) {
        Map<String, String> with =
                switch (type) {
                    case "stop-service" -> Map.of("service", "redis");
                    case "start-redis" -> Map.of("policy", "daily", "at-most", "PT5S");
                    default -> Map.of("policy", "daily");
                };
        return new Procedure.Step(type, type, with, type);
    }

    LooseContext context(long run, Path folder) {
        return new LooseContext(run, plan(), "redis").with("policy", "daily").in(folder);
    }

    private void wire() {
        BareConsole.around(
                beans,
                catalogue,
                Map.of(
                        "muster.keys-directory",
                        estate.resolve("keys").toString(),
                        "muster.ssh-agent",
                        "",
                        "muster.work-directory",
                        work.toString()));
        BareConsole.planned(beans, catalogue, this::plan);
        EngineBeans.register(beans, work, Duration.ofSeconds(15));
        beans.scan(
                "dev.muster.host", "dev.muster.s3", "dev.muster.backup", "dev.muster.redis", "dev.muster.application");
        beans.refresh();
    }

    Runs runs() {
        return beans.getBean(Runs.class);
    }

    /** Launches with pre-flight and typed name, and drives it as far as it goes. */
    RunQuery.Detail run(String procedure, Map<String, String> parameters) {
        return driven(runs().launch(new Runs.Request(procedure, parameters, null, null), "redis", COMMANDER));
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    RunQuery.Detail cancelled(RunQuery.Detail run) {
        runs().cancel(run.summary().id(), "enough", COMMANDER);
        return driven(run.summary().id());
    }

    /** What stands beside the snapshot, without the files of the server itself. */
    List<String> beside() {
        try (var found = Files.list(estate.redis().snapshot().getParent())) {
            return found.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("dump.rdb."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        beans.close();
        estate.close();
    }
}
