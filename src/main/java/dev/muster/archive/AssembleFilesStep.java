package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupChoice;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the files of a date together beside the live directory, which stays as it is. */
@Component
class AssembleFilesStep implements RecoveryStep {

    private final Grounds grounds;
    private final ArchiveCopy copy;
    private final BackupChoice choice;
    private final BackupCatalog catalog;

    AssembleFilesStep(Grounds grounds, ArchiveCopy copy, BackupChoice choice, BackupCatalog catalog) {
        this.grounds = grounds;
        this.copy = copy;
        this.choice = choice;
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "assemble-files";
    }

    @Override
    public String about() {
        return "Puts the files of a date together beside the live directory, whole or the one path of the parameter"
                + " path, and says what changes.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        FilesPlace place = FilesPlace.of(context);
        return new StepDescription(
                "Puts "
                        + (place.source().inner().isEmpty()
                                ? "everything"
                                : place.source().inner()) + " from "
                        + place.words() + " together in " + place.source().freshRoot() + " on "
                        + place.source().host() + " and reads every file again; the live directory stays",
                List.of(
                        "tar --create --no-recursion --files-from=- --directory=" + place.folder() + "/<date>",
                        "tar --extract --directory=" + place.source().freshRoot()),
                List.of(),
                "removes " + place.source().freshRoot());
    }

    @Override
    public List<Finding> check(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        try {
            FilesPlace place = FilesPlace.of(context);
            ArchivePlace target = place.source();
            ArchiveManifest manifest = copy.manifest(context);
            findings.addAll(copy.origin(context, target, manifest));
            List<PathEntry> wanted = wanted(manifest, target);
            new CopiesChain(grounds, place)
                    .sources(FilesPlace.copyAt(choice.chosen(context).location()), wanted);
            findings.add(Finding.ok("copies", "every file is in " + place.words()));
            findings.add(grounds.besideTheDirectory(target));
            standsInAFolder(target);
            long bytes = wanted.stream().mapToLong(PathEntry::size).sum();
            findings.add(
                    grounds.space(target.machine()).finding("disk space beside the directory", target.parent(), bytes));
            UnpackedFolder.ownersInTheWay(wanted, grounds.account(target), grounds.who(target))
                    .ifPresent(it -> findings.add(Finding.block("owners", it)));
            findings.add(Finding.ok(
                    "changes", FilesChanges.of(grounds, target, wanted).words()));
        } catch (Refused e) {
            findings.add(Finding.block("copies", e.getMessage()));
        }
        return findings;
    }

    /** A path goes back into its folder; when that is gone too, the folder is what has to be restored. */
    private void standsInAFolder(ArchivePlace target) {
        Path above = target.live().getParent();
        if (!target.inner().isEmpty()
                && above != null
                && grounds.files(target)
                        .facts(above)
                        .filter(it -> it.kind() == HostFiles.Kind.FOLDER)
                        .isEmpty()) {
            throw new Refused(above + " is no folder there: restore that path, or everything");
        }
    }

    /** The path with all below it. */
    private static List<PathEntry> wanted(ArchiveManifest manifest, ArchivePlace target) {
        String inner = target.inner();
        List<PathEntry> wanted = manifest.entries().stream()
                .filter(it ->
                        inner.isEmpty() || it.path().equals(inner) || it.path().startsWith(inner + "/"))
                .toList();
        if (wanted.isEmpty()) {
            throw new Refused("There is no \"" + inner + "\" in the copy: a path of it is written as from "
                    + target.root() + ", such as public/index.html");
        }
        return wanted;
    }

    /** With the folders above the path, so that it stands where it will stand. */
    private static List<PathEntry> withFoldersAbove(ArchiveManifest manifest, List<PathEntry> wanted, String inner) {
        List<PathEntry> all = new ArrayList<>(manifest.entries().stream()
                .filter(it -> it.type() == PathType.DIRECTORY && !it.path().equals(inner))
                .filter(it -> it.path().isEmpty() || inner.startsWith(it.path() + "/"))
                .toList());
        all.addAll(wanted);
        return all;
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            FilesPlace place = FilesPlace.of(context);
            ArchivePlace target = place.source();
            ArchiveManifest manifest = copy.signed(context, target);
            List<PathEntry> wanted = wanted(manifest, target);
            standsInAFolder(target);
            Map<Path, List<PathEntry>> sources = new CopiesChain(grounds, place)
                    .sources(FilesPlace.copyAt(BackupFacts.need(context, BackupFacts.LOCATION)), wanted);
            FilesChanges changes = FilesChanges.of(grounds, target, wanted);
            context.log("This changes: " + changes.words());
            context.guard();
            context.command("tar --extract --directory=" + target.freshRoot());
            List<PathEntry> all =
                    target.inner().isEmpty() ? wanted : withFoldersAbove(manifest, wanted, target.inner());
            int[] done = {0};
            CopiesFeed feed = new CopiesFeed(grounds.machine(place.keeper()), sources);
            grounds.folder(target)
                    .unpack(
                            all,
                            taker -> feed.to(all, entry -> {
                                context.guard();
                                context.progress(++done[0] + " of " + (all.size() - 1) + " paths");
                                return taker.take(entry);
                            }));
            if (target.inner().isEmpty()) {
                catalog.proved(BackupFacts.id(context), context.runId());
            }
            return StepOutcome.done(wanted.size() + " paths are in " + target.freshRoot()
                    + " and read back as copied; this changes: " + changes.words());
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            ArchivePlace target = FilesPlace.of(context).source();
            context.guard();
            grounds.files(target).remove(target.freshRoot());
            return StepOutcome.done("there is no " + target.freshRoot() + " any more");
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
