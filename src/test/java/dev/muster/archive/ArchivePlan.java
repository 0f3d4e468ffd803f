package dev.muster.archive;

import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.Storage;
import dev.muster.practice.ObjectStore;
import dev.muster.testing.SmallPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan of the rig, as it is at the moment. */
record ArchivePlan(ArchiveRig rig) {

    Plan plan() {
        Service service = new Service(
                "bdc",
                "BDC",
                Service.Tier.CRITICAL,
                "here",
                new Service.PlainProcess(
                        List.of(rig.live.resolve("bin/start").toString()),
                        rig.live.toString(),
                        rig.folder.path().resolve("bdc.pid").toString(),
                        rig.folder.path().resolve("bdc.log").toString()),
                Optional.empty(),
                Optional.empty());
        return SmallPlan.of(Map.of(
                "application",
                rig.application,
                "hosts",
                rig.host.key().equals(rig.keeper.key()) ? List.of(rig.host) : List.of(rig.host, rig.keeper),
                "services",
                List.of(service),
                "storages",
                List.of(new Storage(
                        "s3",
                        "S3",
                        Optional.of(rig.store.endpoint()),
                        "us-east-1",
                        ObjectStore.BUCKET,
                        "off-site/",
                        true,
                        new Secret("${file:" + rig.folder.path().resolve("s3-key") + "}"),
                        new Secret("${file:" + rig.folder.path().resolve("s3-secret") + "}"))),
                "backups",
                List.of(policy("app"), policy("other"), filesPolicy()),
                "procedures",
                List.of(
                        filesProcedure("back-up-files", "copy-files", "sign-backup", "rotate-files"),
                        filesProcedure(
                                "restore-files",
                                "find-backup",
                                "fetch-backup",
                                "assemble-files",
                                "stop-service",
                                "swap-directory",
                                "start-service"),
                        procedure("back-up", "archive-application", "upload-backup", "sign-backup"),
                        procedure(
                                "restore",
                                "find-backup",
                                "fetch-backup",
                                "verify-archive",
                                "unpack-archive",
                                "stop-service",
                                "swap-directory",
                                "start-service"))));
    }

    BackupPolicy policy(String key) {
        Duration day = Duration.ofHours(24);
        return new BackupPolicy(
                key, key, BackupPolicy.Kind.APPLICATION, rig.live.toString(), "s3", day, Optional.empty(), day);
    }

    private BackupPolicy filesPolicy() {
        Duration day = Duration.ofHours(24);
        return new BackupPolicy(
                "files",
                "files",
                BackupPolicy.Kind.FILES,
                rig.live.toString(),
                "s3",
                day,
                Optional.empty(),
                rig.keepFiles,
                Optional.of(
                        new BackupPolicy.Folder(rig.keeper.key(), rig.copies().toString())));
    }

    private static Procedure filesProcedure(String key, String... types) {
        Procedure.Parameter text = new Procedure.Parameter(
                key.equals("restore-files") ? "path" : "accept-fewer",
                "Text",
                Procedure.Kind.TEXT,
                Optional.of(key.equals("restore-files") ? "everything" : "no"),
                Optional.empty());
        Procedure.Parameter backup = new Procedure.Parameter(
                "backup", "Date", Procedure.Kind.BACKUP, Optional.of("newest"), Optional.of("files"));
        return new Procedure(
                key,
                key,
                "",
                "bdc",
                key.equals("restore-files") ? List.of(backup, text) : List.of(text),
                Arrays.stream(types)
                        .map(it -> new Procedure.Step(
                                it,
                                it,
                                it.endsWith("-service") ? Map.of("service", "bdc") : Map.of("policy", "files"),
                                it))
                        .toList());
    }

    private static Procedure procedure(String key, String... types) {
        return new Procedure(
                key,
                key,
                "",
                "bdc",
                key.equals("restore")
                        ? List.of(new Procedure.Parameter(
                                "backup", "Archive", Procedure.Kind.BACKUP, Optional.of("newest"), Optional.of("app")))
                        : List.of(),
                Arrays.stream(types)
                        .map(it -> new Procedure.Step(
                                it,
                                it,
                                it.endsWith("-service") ? Map.of("service", "bdc") : Map.of("policy", "app"),
                                it))
                        .toList());
    }
}
