package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.CopyMaking;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Copies what changed since the last time, keeps what it replaces, and lists every file of the copy. */
@Component
class CopyFilesStep implements RecoveryStep {

    private final Grounds grounds;
    private final CopyMaking making;
    private final BackupQuery backups;

    CopyFilesStep(Grounds grounds, CopyMaking making, BackupQuery backups) {
        this.grounds = grounds;
        this.making = making;
        this.backups = backups;
    }

    @Override
    public String type() {
        return "copy-files";
    }

    @Override
    public String about() {
        return "Copies what changed in the directory with rsync; what it replaces goes to a dated folder."
                + " The parameter accept-fewer=yes lets half of the files or more be gone.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        FilesPlace place = FilesPlace.of(context);
        return StepDescription.of(
                "Makes " + place.current() + " on " + place.keeper().key() + " as "
                        + place.source().live() + " on " + place.source().host()
                        + " is; what it replaces or removes there goes to a dated folder beside",
                List.of(Rsync.display(grounds, place)));
    }

    @Override
    public List<Finding> check(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        try {
            FilesPlace place = FilesPlace.of(context);
            Rsync.inTheWay(grounds, place)
                    .ifPresentOrElse(
                            it -> findings.add(Finding.block("rsync", it)),
                            () -> findings.add(Finding.ok("rsync", "rsync is there")));
            Tree.Size size = grounds.tree(place.source()).size();
            findings.add(shrunk(context, size)
                    .map(it -> Finding.block("files", it))
                    .orElseGet(() -> Finding.ok(
                            "files",
                            place.source().live() + " has " + size.files() + " files, "
                                    + BackupFacts.size(size.bytes()))));
            long more = Math.max(
                    0,
                    size.bytes()
                            - last(context)
                                    .map(Backup::bytes)
                                    .map(Long::longValue)
                                    .orElse(0L));
            findings.add(grounds.space(place.keeper()).finding("disk space for the copy", place.folder(), more));
        } catch (Refused e) {
            findings.add(Finding.block("files", e.getMessage()));
        }
        return findings;
    }

    private Optional<Backup> last(StepContext context) {
        return backups.newestGood(BackupFacts.copiesOf(context));
    }

    /** An empty or emptied directory would be copied as it is, and the loss would spread. */
    private Optional<String> shrunk(StepContext context, Tree.Size size) {
        if (context.parameter("accept-fewer").filter("yes"::equals).isPresent()) {
            return Optional.empty();
        }
        String hint = ". When that is right, launch again with accept-fewer set to yes";
        if (size.files() == 0) {
            return Optional.of("The directory holds no file: nothing is copied" + hint);
        }
        return last(context)
                .filter(it -> size.files() * 2 <= known(it.rows()) || size.bytes() * 2 <= known(it.bytes()))
                .map(it -> "The directory has shrunk by half or more since backup " + it.id() + ": " + size.files()
                        + " files with " + BackupFacts.size(size.bytes()) + " instead of " + known(it.rows()) + " with "
                        + BackupFacts.size(known(it.bytes())) + ". Nothing is copied" + hint);
    }

    private static long known(@Nullable Long figure) {
        return figure == null ? 0 : figure;
    }

    @Override
    public StepOutcome run(StepContext context) {
        FilesPlace place = FilesPlace.of(context);
        return making.make(context, place.source().policy(), staging -> {
            Instant started = context.now();
            shrunk(context, grounds.tree(place.source()).size()).ifPresent(it -> {
                throw new Refused(it);
            });
            Rsync.inTheWay(grounds, place).ifPresent(it -> {
                throw new Refused(it);
            });
            new Rsync(grounds, place).copy(context, FilesPlace.copyAt(BackupFacts.location(context)));
            context.progress("listing the copy");
            ArchiveManifest manifest = new FilesManifest(grounds, place).of(context, started);
            staging.makeEmpty();
            manifest.leftOut().forEach(it -> context.log("Left out: " + it));
            return CopyMaking.made(
                    staging,
                    manifest,
                    manifest.countWords() + ", " + BackupFacts.size(manifest.totalBytes()) + " are copied to "
                            + place.words());
        });
    }

    @Override
    public StepOutcome undo(StepContext context) {
        return making.undo(context, "the copies stay as they are: what was replaced is in its dated folder");
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
