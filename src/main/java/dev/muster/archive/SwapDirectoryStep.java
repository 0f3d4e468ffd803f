package dev.muster.archive;

import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Two renames. Which directory is which is known by its number on the disk, kept before the first rename, so that after a
 * crash the step sees how far it came.
 */
@Component
class SwapDirectoryStep implements RecoveryStep {

    private static final String LIVE = "directory.live-number";
    private static final String FRESH = "directory.restored-number";
    private static final String NONE = "none";

    @Override
    public String type() {
        return "swap-directory";
    }

    @Override
    public String about() {
        return "Puts the unpacked directory in the place of the live one by rename; the one before is kept.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        ArchivePlace place = ArchivePlace.of(context);
        return new StepDescription(
                "Renames " + place.live() + " to " + place.before() + " and " + place.fresh() + " to " + place.live(),
                List.of(move(place.live(), place.before()), move(place.fresh(), place.live())),
                List.of("What was changed in " + place.live() + " after the archive is no longer there. It stays in "
                        + place.before() + "."),
                "renames them back; the restored one is kept as " + place.undone());
    }

    private static String move(Path from, Path to) {
        return "mv --no-target-directory " + from + " " + to;
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            Path live = place.live();
            if (Files.isSymbolicLink(live)) {
                return List.of(Finding.block(
                        "directory", live + " is a link: put the directory that it points to into the plan"));
            }
            if (!Files.exists(live, LinkOption.NOFOLLOW_LINKS)) {
                return List.of(Finding.warn("directory", live + " is not there: there will be no one before to keep"));
            }
            if (!Files.getFileStore(live).equals(Files.getFileStore(place.parent()))) {
                return List.of(Finding.block(
                        "directory",
                        live + " is on a disk of its own and cannot be renamed: put its folder in a disk"));
            }
            return List.of(Finding.ok("directory", live + " can be renamed"));
        } catch (Refused e) {
            return List.of(Finding.block("directory", e.getMessage()));
        } catch (IOException e) {
            return List.of(Finding.block("directory", "it cannot be looked at: " + e));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            if (context.fact(FRESH).isEmpty()) {
                String fresh = number(place.fresh());
                if (fresh.equals(NONE)) {
                    throw new Refused(
                            place.fresh() + " is not there: nothing can be put in the place of " + place.live());
                }
                context.keepFact(LIVE, number(place.live()));
                context.keepFact(FRESH, fresh);
            }
            swap(context, place.live(), place.before(), place.fresh(), LIVE, FRESH);
            return StepOutcome.done(place.live() + " is the restored directory"
                    + (BackupFacts.need(context, LIVE).equals(NONE) ? "" : "; the one before is " + place.before()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            if (context.fact(FRESH).isEmpty()) {
                return StepOutcome.done("nothing was renamed");
            }
            ArchivePlace place = ArchivePlace.of(context);
            if (BackupFacts.need(context, LIVE).equals(NONE)) {
                return StepOutcome.done("there was no directory before: " + place.live() + " stays as it is");
            }
            swap(context, place.live(), place.undone(), place.before(), FRESH, LIVE);
            return StepOutcome.done(place.live() + " is the one from before the run");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /**
     * Brings the next directory to the name from wherever a run before has stopped.
     *
     * @param present fact with the number of the directory that has the name and goes aside
     * @param next fact with the number of the one that gets it
     */
    private static void swap(StepContext context, Path name, Path aside, Path from, String present, String next) {
        String goes = BackupFacts.need(context, present);
        String comes = BackupFacts.need(context, next);
        String holder = number(name);
        if (holder.equals(comes)) {
            return;
        }
        if (!number(from).equals(comes)) {
            throw new Refused(from + " is not the directory that this run knows: nothing is renamed");
        }
        if (!holder.equals(NONE)) {
            if (!holder.equals(goes)) {
                throw new Refused(name + " is not the directory that this run knows: somebody replaced it meanwhile."
                        + " Nothing is renamed");
            }
            rename(context, name, aside);
        }
        rename(context, from, name);
    }

    private static void rename(StepContext context, Path from, Path to) {
        context.guard();
        context.command(move(from, to));
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused(to + " is there already: " + from + " is not renamed");
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refused(from + " cannot be renamed to " + to + ": " + e, e);
        }
    }

    private static String number(Path directory) {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return NONE;
            }
            return String.valueOf(Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (IOException e) {
            throw new Refused(directory + " cannot be looked at: " + e, e);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean hasWayBack() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
