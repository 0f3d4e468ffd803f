package dev.muster.redis;

import dev.muster.backup.BackupFacts;
import dev.muster.backup.Manifest;
import dev.muster.backup.RedisManifest;
import dev.muster.backup.UntrustedBackup;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts the snapshot beside the live one while Redis still runs, so that it is down for two renames only. */
@Component
class PlaceSnapshotStep implements RecoveryStep {

    private static final String ROOM = "disk space beside the snapshot";
    private static final int CLOSED = 0640;

    private final Hosts hosts;
    private final RedisCopy copy;

    PlaceSnapshotStep(Hosts hosts, RedisCopy copy) {
        this.hosts = hosts;
        this.copy = copy;
    }

    @Override
    public String type() {
        return "place-snapshot";
    }

    @Override
    public String about() {
        return "Puts the snapshot beside the one of the running Redis, with its owner and mode, and reads it back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(RedisPlace.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        RedisPlace place = RedisPlace.of(context);
        return new StepDescription(
                "Copies the snapshot to " + place.fresh() + " on "
                        + place.host().key() + " and compares its SHA-256 there; Redis runs on",
                List.of("copy " + SnapshotTaking.NAME + " to " + place.fresh(), "sha256sum " + place.fresh()),
                List.of(),
                "removes " + place.fresh());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            HostFiles files = place.files(hosts);
            Optional<HostFiles.Facts> folder = files.facts(place.folder());
            if (folder.isEmpty() || folder.get().kind() != HostFiles.Kind.FOLDER) {
                return List.of(Finding.block(
                        "folder",
                        place.folder() + " is no folder of " + place.host().key()));
            }
            if (files.facts(place.live())
                    .filter(it -> it.kind() != HostFiles.Kind.FILE)
                    .isPresent()) {
                return List.of(Finding.block("snapshot", place.live() + " is no plain file: it is not replaced"));
            }
            return List.of(room(
                    files.free(place.folder()), copy.manifest(context, place).totalBytes()));
        } catch (Refused e) {
            return List.of(Finding.block("snapshot", e.getMessage()));
        }
    }

    /** Redis writes a file of its own when it is stopped: as much again must stay free. */
    private static Finding room(long free, long bytes) {
        String text = BackupFacts.size(free) + " free, " + BackupFacts.size(2 * bytes) + " needed";
        return free < 2 * bytes ? Finding.block(ROOM, text) : Finding.ok(ROOM, text);
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            HostFiles files = place.files(hosts);
            RedisManifest manifest = copy.fetched(context, place);
            Manifest.Content content = SnapshotTaking.content(manifest);
            context.guard();
            files.remove(place.fresh());
            context.command("copy " + SnapshotTaking.NAME + " to " + place.fresh());
            upload(context, place, files, content);
            String hash = files.sha256(place.fresh());
            if (!hash.equals(content.sha256())) {
                throw new Refused(place.fresh() + " is not what was sent: its SHA-256 is " + hash
                        + ", the manifest says " + content.sha256());
            }
            return StepOutcome.done(place.fresh() + " stands ready, " + BackupFacts.size(content.size()));
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static void upload(StepContext context, RedisPlace place, HostFiles files, Manifest.Content content) {
        HostFiles.Access access = files.facts(place.live())
                .map(it -> new HostFiles.Access(it.mode(), it.owner(), it.group()))
                .or(() -> files.facts(place.folder()).map(it -> new HostFiles.Access(CLOSED, it.owner(), it.group())))
                .orElseThrow(() -> new Refused(place.folder() + " is not there"));
        try (InputStream from = Files.newInputStream(RedisCopy.file(context))) {
            files.upload(from, content.size(), place.fresh(), access);
        } catch (IOException e) {
            throw new Refused("The fetched snapshot cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            context.guard();
            place.files(hosts).remove(place.fresh());
            return StepOutcome.done("there is no " + place.fresh() + " any more");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean sparesTarget() {
        return true;
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
