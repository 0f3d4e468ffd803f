package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.Staging;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Unpacks the verified archive beside the live directory, which stays as it is. */
@Component
class UnpackArchiveStep implements RecoveryStep {

    private static final String OWNERS = "owners";

    private final Grounds grounds;
    private final ArchiveCopy copy;
    private final BackupCatalog catalog;

    UnpackArchiveStep(Grounds grounds, ArchiveCopy copy, BackupCatalog catalog) {
        this.grounds = grounds;
        this.copy = copy;
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "unpack-archive";
    }

    @Override
    public String about() {
        return "Unpacks the archive beside the live directory, with owners and modes; never wider than 755 and 644.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        ArchivePlace place = ArchivePlace.of(context);
        return new StepDescription(
                "Unpacks the archive to " + place.fresh() + " and reads every file again; the live directory stays",
                List.of(
                        "mkdir --mode 700 " + place.fresh(),
                        "tar --extract --file copy/" + DirectoryArchive.NAME + " --directory " + place.fresh()),
                List.of(),
                "removes " + place.fresh());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            List<Finding> findings = new ArrayList<>();
            findings.add(grounds.besideTheDirectory(place));
            ArchiveManifest manifest = copy.manifest(context);
            long bytes = manifest.entries().stream()
                    .mapToLong(ArchiveManifest.PathEntry::size)
                    .sum();
            findings.add(
                    grounds.space(place.machine()).finding("disk space beside the directory", place.parent(), bytes));
            findings.add(UnpackedFolder.ownersInTheWay(manifest.entries(), grounds.account(place), grounds.who(place))
                    .map(it -> Finding.block(OWNERS, it))
                    .orElseGet(() -> Finding.ok(OWNERS, "every file can get its owner")));
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("archive", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            Staging staging = new Staging(context.workDirectory());
            ArchiveManifest manifest = copy.verified(context, place);
            context.guard();
            context.command("tar --extract --file copy/" + DirectoryArchive.NAME + " --directory " + place.fresh());
            int[] done = {0};
            grounds.unpacking(place).unpack(staging.files(), manifest, place.live(), entry -> {
                context.guard();
                context.progress(++done[0] + " of " + (manifest.entries().size() - 1) + " paths");
            });
            catalog.proved(BackupFacts.id(context), context.runId());
            return StepOutcome.done(
                    manifest.countWords() + " are unpacked in " + place.fresh() + " and read back as archived");
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            context.guard();
            grounds.files(place).remove(place.fresh());
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
    public boolean repeatable() {
        return true;
    }

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
