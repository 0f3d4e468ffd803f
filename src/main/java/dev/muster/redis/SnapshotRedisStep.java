package dev.muster.redis;

import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupId;
import dev.muster.backup.DiskSpace;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Has Redis write its data out and brings the file here, with a manifest of what it holds. */
@Component
class SnapshotRedisStep implements RecoveryStep {

    private static final Duration USUAL_WAIT = Duration.ofMinutes(30);

    private final Hosts hosts;
    private final BackupCatalog catalog;
    private final DiskSpace disk;
    private final SnapshotTaking taking;
    private final Path workDirectory;

    SnapshotRedisStep(
            Hosts hosts,
            BackupCatalog catalog,
            DiskSpace disk,
            SnapshotTaking taking,
            @Value("${muster.work-directory}") Path workDirectory) {
        this.hosts = hosts;
        this.catalog = catalog;
        this.disk = disk;
        this.taking = taking;
        this.workDirectory = workDirectory;
    }

    @Override
    public String type() {
        return "snapshot-redis";
    }

    @Override
    public String about() {
        return "Has Redis write a new snapshot, waits for its real end and copies the file, checked to its last byte.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                RedisPlace.POLICY,
                StepSetting.optional(
                        "at-most", StepSetting.Kind.DURATION, "how long Redis may need for it; 30 min if not said"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        RedisPlace place = RedisPlace.of(context);
        return StepDescription.of(
                "Has " + place.name() + " write a new snapshot, copies " + place.live()
                        + " and reads it to its checksum; an empty one or one of half the size is no backup",
                List.of("BGSAVE SCHEDULE", "INFO", "copy " + place.live()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            RedisServer.State state = place.server().state();
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("redis", place.name() + " answers, version " + state.version()));
            RedisFindings.place(place).ifPresent(findings::add);
            findings.add(disk.finding("disk space for the snapshot", workDirectory, size(place, state)));
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("redis", e.getMessage()));
        }
    }

    /** A file of another moment, or what is in memory: a file is smaller than that. */
    private long size(RedisPlace place, RedisServer.State state) {
        return place.files(hosts).facts(place.live()).map(HostFiles.Facts::size).orElseGet(state::memory);
    }

    @Override
    public StepOutcome run(StepContext context) {
        RedisPlace place = RedisPlace.of(context);
        String location = BackupFacts.location(context);
        context.keepFact(BackupFacts.LOCATION, location);
        BackupId id = catalog.begin(place.policy(), location, context.runId());
        context.keepFact(BackupFacts.ID, id.toString());
        Staging staging = new Staging(context.workDirectory());
        try {
            RedisManifest manifest = taking.take(context, place, staging, atMost(context));
            staging.keepManifest(manifest.toBytes());
            return StepOutcome.done(
                    manifest.countWords() + ", " + BackupFacts.size(manifest.totalBytes()) + ", written by Redis "
                            + manifest.serverVersion(),
                    Map.of(
                            BackupFacts.SNAPSHOT_AT, manifest.snapshotAt().toString(),
                            BackupFacts.BYTES, Long.toString(manifest.totalBytes())));
        } catch (Refused e) {
            staging.clear();
            catalog.failed(id, e.getMessage());
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static Duration atMost(StepContext context) {
        return context.setting("at-most").map(Duration::parse).orElse(USUAL_WAIT);
    }

    @Override
    public StepOutcome undo(StepContext context) {
        new Staging(context.workDirectory()).clear();
        if (context.fact(BackupFacts.ID).isPresent()) {
            catalog.failed(BackupFacts.id(context), "the run was cancelled or undone");
        }
        return StepOutcome.done("removed the snapshot from the work folder");
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
