package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.CopyMaking;
import dev.muster.backup.DiskSpace;
import dev.muster.backup.Manifest;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Packs the directory of a policy into the work folder, with a manifest of every path in it. */
@Component
class ArchiveApplicationStep implements RecoveryStep {

    private static final int SHOWN = 5;

    private final Grounds grounds;
    private final CopyMaking making;
    private final DiskSpace disk;
    private final Path workDirectory;

    ArchiveApplicationStep(
            Grounds grounds, CopyMaking making, DiskSpace disk, @Value("${muster.work-directory}") Path workDirectory) {
        this.grounds = grounds;
        this.making = making;
        this.disk = disk;
        this.workDirectory = workDirectory;
    }

    @Override
    public String type() {
        return "archive-application";
    }

    @Override
    public String about() {
        return "Packs the application's directory into the work folder, with owner, mode and SHA-256 of every file.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        ArchivePlace place = ArchivePlace.of(context);
        return StepDescription.of(
                "Packs " + place.live() + " and notes path, size, mode, owner and SHA-256 of every file",
                List.of(grounds.display(place)));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            Tree.Size size = grounds.tree(place).size();
            return List.of(
                    Finding.ok(
                            "directory",
                            place.live() + " has " + size.paths() + " paths, " + BackupFacts.size(size.bytes())),
                    disk.finding("disk space for the archive", workDirectory, size.bytes()));
        } catch (Refused e) {
            return List.of(Finding.block("directory", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        ArchivePlace place = ArchivePlace.of(context);
        return making.make(context, place.policy(), staging -> {
            context.guard();
            ArchiveManifest manifest = archive(context, place, staging);
            manifest.leftOut().forEach(it -> context.log("Left out: " + it));
            return CopyMaking.made(
                    staging,
                    manifest,
                    manifest.countWords() + ", " + BackupFacts.size(manifest.totalBytes()) + leftOut(manifest));
        });
    }

    private ArchiveManifest archive(StepContext context, ArchivePlace place, Staging staging) {
        Instant started = context.now();
        DirectoryArchive archive = new DirectoryArchive(grounds.tree(place), place.live(), read -> {
            context.guard();
            context.progress(BackupFacts.size(read) + " read");
        });
        context.command(grounds.display(place));
        Manifest.Content content = archive.write(staging.makeEmpty().resolve(DirectoryArchive.NAME));
        return new ArchiveManifest(
                ArchiveManifest.FORMAT,
                place.policy().kind(),
                context.plan().application(),
                place.policy().key(),
                place.host(),
                place.live().toString(),
                started,
                context.now(),
                // what changed while it was read may be missing, so the copy is as old as its beginning
                started,
                archive.entries(),
                archive.leftOut(),
                List.of(content));
    }

    private static String leftOut(ArchiveManifest manifest) {
        List<String> all = manifest.leftOut();
        if (all.isEmpty()) {
            return "";
        }
        return "; left out: " + String.join("; ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return making.undo(context, "removed the archive from the work folder");
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
