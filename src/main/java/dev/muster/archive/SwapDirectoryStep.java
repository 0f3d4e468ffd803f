package dev.muster.archive;

import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    private final Grounds grounds;

    SwapDirectoryStep(Grounds grounds) {
        this.grounds = grounds;
    }

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
        ArchivePlace place = ArchivePlace.either(context);
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
            ArchivePlace place = ArchivePlace.either(context);
            Path live = place.live();
            Optional<HostFiles.Facts> facts = grounds.files(place).facts(live);
            if (facts.isEmpty()) {
                return List.of(Finding.warn("directory", live + " is not there: there will be no one before to keep"));
            }
            if (facts.get().kind() == HostFiles.Kind.LINK) {
                return List.of(Finding.block(
                        "directory", live + " is a link: put the directory that it points to into the plan"));
            }
            if (!grounds.space(place.machine()).shared(live, place.parent())) {
                return List.of(Finding.block(
                        "directory",
                        live + " is on a disk of its own and cannot be renamed: put its folder in a disk"));
            }
            return List.of(Finding.ok("directory", live + " can be renamed"));
        } catch (Refused e) {
            return List.of(Finding.block("directory", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.either(context);
            if (context.fact(FRESH).isEmpty()) {
                String fresh = number(place, place.fresh());
                if (fresh.equals(NONE)) {
                    throw new Refused(
                            place.fresh() + " is not there: nothing can be put in the place of " + place.live());
                }
                context.keepFact(LIVE, number(place, place.live()));
                context.keepFact(FRESH, fresh);
            }
            swap(context, place, place.live(), place.before(), place.fresh(), LIVE, FRESH);
            if (!place.inner().isEmpty()) {
                // nothing but the folders above the path is left in it
                grounds.files(place).remove(place.freshRoot());
            }
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
            ArchivePlace place = ArchivePlace.either(context);
            if (BackupFacts.need(context, LIVE).equals(NONE)) {
                return withoutBefore(context, place);
            }
            swap(context, place, place.live(), place.undone(), place.before(), FRESH, LIVE);
            return StepOutcome.done(place.live() + " is the one from before the run");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** A service needs its directory, but a file that was not there can go again. */
    private StepOutcome withoutBefore(StepContext context, ArchivePlace place) {
        if (place.policy().kind() != BackupPolicy.Kind.FILES) {
            return StepOutcome.done("there was no directory before: " + place.live() + " stays as it is");
        }
        if (number(place, place.live()).equals(BackupFacts.need(context, FRESH))) {
            rename(context, place, place.live(), place.undone());
        }
        return StepOutcome.done(place.live() + " is gone as before the run; the restored one is " + place.undone());
    }

    /**
     * Brings the next directory to the name from wherever a run before has stopped.
     *
     * @param present fact with the number of the directory that has the name and goes aside
     * @param next fact with the number of the one that gets it
     */
    private void swap(
            StepContext context, ArchivePlace place, Path name, Path aside, Path from, String present, String next) {
        String goes = BackupFacts.need(context, present);
        String comes = BackupFacts.need(context, next);
        String holder = number(place, name);
        if (holder.equals(comes)) {
            return;
        }
        if (!number(place, from).equals(comes)) {
            throw new Refused(from + " is not the directory that this run knows: nothing is renamed");
        }
        if (!holder.equals(NONE)) {
            if (!holder.equals(goes)) {
                throw new Refused(name + " is not the directory that this run knows: somebody replaced it meanwhile."
                        + " Nothing is renamed");
            }
            rename(context, place, name, aside);
        }
        rename(context, place, from, name);
    }

    private void rename(StepContext context, ArchivePlace place, Path from, Path to) {
        context.guard();
        context.command(move(from, to));
        grounds.files(place).rename(from, to);
    }

    private String number(ArchivePlace place, Path directory) {
        return grounds.files(place)
                .facts(directory)
                .map(HostFiles.Facts::identity)
                .orElse(NONE);
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
