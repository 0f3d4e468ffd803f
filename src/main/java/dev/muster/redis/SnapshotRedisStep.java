package dev.muster.redis;

import dev.muster.backup.BackupFacts;
import dev.muster.backup.CopyMaking;
import dev.muster.backup.DiskSpace;
import dev.muster.backup.RedisManifest;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Has Redis write its data out and brings the file here, with a manifest of what it holds. */
@Component
class SnapshotRedisStep implements RecoveryStep {

    private static final Duration USUAL_WAIT = Duration.ofMinutes(30);

    private final Hosts hosts;
    private final CopyMaking making;
    private final DiskSpace disk;
    private final SnapshotTaking taking;
    private final Path workDirectory;

    SnapshotRedisStep(
            Hosts hosts,
            CopyMaking making,
            DiskSpace disk,
            SnapshotTaking taking,
            @Value("${muster.work-directory}") Path workDirectory) {
        this.hosts = hosts;
        this.making = making;
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
        return making.make(context, place.policy(), staging -> {
            RedisManifest manifest = taking.take(context, place, staging, atMost(context));
            return CopyMaking.made(
                    staging,
                    manifest,
                    manifest.countWords() + ", " + BackupFacts.size(manifest.totalBytes()) + ", written by Redis "
                            + manifest.serverVersion());
        });
    }

    private static Duration atMost(StepContext context) {
        return context.setting("at-most").map(Duration::parse).orElse(USUAL_WAIT);
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return making.undo(context, "removed the snapshot from the work folder");
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
