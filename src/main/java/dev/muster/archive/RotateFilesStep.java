package dev.muster.archive;

import dev.muster.backup.BackupFacts;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Component;

/** Removes dated folders that are older than the policy keeps, each by its name, its date and what it is. */
@Component
class RotateFilesStep implements RecoveryStep {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Grounds grounds;

    RotateFilesStep(Grounds grounds) {
        this.grounds = grounds;
    }

    @Override
    public String type() {
        return "rotate-files";
    }

    @Override
    public String about() {
        return "Removes dated folders that are older than the policy keeps; the current copy always stays.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        FilesPlace place = FilesPlace.of(context);
        return StepDescription.of(
                "Removes dated folders in " + place.words() + " that are older than "
                        + BackupFacts.words(place.source().policy().keep()) + "; the copy itself stays",
                List.of("rm -rf --one-file-system " + place.folder() + "/<older date>"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            return List.of(Finding.ok("copies", FilesPlace.of(context).words() + " is rotated"));
        } catch (Refused e) {
            return List.of(Finding.block("copies", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            FilesPlace place = FilesPlace.of(context);
            HostFiles files = grounds.files(place.keeper());
            String limit =
                    STAMP.format(context.now().minus(place.source().policy().keep()));
            List<FilesPlace.Dated> old = FilesPlace.dated(files.names(place.folder())).stream()
                    .filter(it -> it.stamp().compareTo(limit) < 0)
                    .toList();
            int removed = 0;
            for (FilesPlace.Dated dated : old) {
                Path folder = place.folder().resolve(dated.name());
                if (files.facts(folder)
                        .filter(it -> it.kind() == HostFiles.Kind.FOLDER)
                        .isEmpty()) {
                    context.log(folder + " is no folder and stays");
                    continue;
                }
                context.guard();
                context.command("rm -rf --one-file-system " + folder);
                files.remove(folder);
                removed++;
            }
            return StepOutcome.done(removed + " dated folders were older than "
                    + BackupFacts.words(place.source().policy().keep()) + " and are removed");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    /** It takes nothing that the plan still wants. */
    @Override
    public boolean hasWayBack() {
        return false;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
