package dev.muster.postgres;

import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Database;
import dev.muster.plan.Host;
import dev.muster.plan.Objectives;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.Storage;
import dev.muster.practice.ObjectStore;
import dev.muster.testing.SmallPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan of a {@link RestoreRig}: one database, one bucket, a procedure that restores and one that backs up. */
final class RestorePlan {

    private static final Procedure.Parameter BACKUP =
            new Procedure.Parameter("backup", "Backup", Procedure.Kind.BACKUP, Optional.of("newest"));
    private static final Procedure.Parameter CLUSTER =
            new Procedure.Parameter("accept-cluster", "Cluster", Procedure.Kind.TEXT, Optional.of("none"));

    private RestorePlan() {}

    static Plan of(RestoreRig rig, String database, Optional<String> identifier) {
        Service service = new Service(
                "bdc",
                "BDC",
                Service.Tier.CRITICAL,
                "here",
                new Service.PlainProcess(
                        List.of("/bin/sleep", "600"),
                        rig.folder.path().toString(),
                        rig.folder.path().resolve("bdc.pid").toString(),
                        rig.folder.path().resolve("bdc.log").toString()),
                Optional.empty(),
                Optional.empty());
        return SmallPlan.of(Map.of(
                "objectives",
                new Objectives(hours(2), hours(8), hours(24), hours(1), hours(24), Duration.ZERO),
                "hosts",
                List.of(Host.local("here")),
                "services",
                List.of(service),
                "databases",
                List.of(new Database(
                        "bdc",
                        "BDC",
                        database,
                        "here",
                        rig.cluster.host(),
                        rig.port == 0 ? rig.cluster.port() : rig.port,
                        rig.cluster.user(),
                        new Secret("${file:" + rig.cluster.passwordFile() + "}"),
                        identifier,
                        List.of("bdc"),
                        List.of(new Database.Check("users", "select count(*) from users", "> 0")))),
                "storages",
                List.of(new Storage(
                        "s3",
                        "S3",
                        Optional.of(rig.endpoint.isEmpty() ? rig.store.endpoint() : rig.endpoint),
                        "us-east-1",
                        ObjectStore.BUCKET,
                        "off-site/",
                        true,
                        new Secret("${file:" + keyFile(rig) + "}"),
                        new Secret("${file:" + rig.secret + "}"))),
                "backups",
                List.of(new BackupPolicy(
                        "db",
                        "Database",
                        BackupPolicy.Kind.DATABASE,
                        "bdc",
                        "s3",
                        hours(1),
                        Optional.empty(),
                        hours(24))),
                "procedures",
                List.of(
                        procedure("restore", rig.restore, BACKUP, CLUSTER),
                        procedure("back-up", rig.backUp),
                        drill(rig))));
    }

    private static Procedure procedure(String key, List<String> types, Procedure.Parameter... parameters) {
        return new Procedure(
                key,
                key,
                "",
                "bdc",
                List.of(parameters),
                types.stream()
                        .map(it -> new Procedure.Step(it, it, Map.of(), it))
                        .toList());
    }

    private static Procedure drill(RestoreRig rig) {
        Map<String, String> smoke = Map.of("host", "here", "command", String.join("\n", rig.smokeTest));
        return new Procedure(
                "drill",
                "drill",
                "",
                "bdc",
                List.of(BACKUP),
                rig.drill.stream()
                        .map(it -> new Procedure.Step(it, it, it.equals("smoke-test") ? smoke : Map.of(), it))
                        .toList(),
                true);
    }

    private static Path keyFile(RestoreRig rig) {
        try {
            return Files.writeString(rig.folder.path().resolve("s3-key"), ObjectStore.ACCESS_KEY);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }
}
