package dev.muster.backup;

import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The frame of every step that makes a copy: the catalogue knows of it before it begins, and of its end when it fails. */
@Component
public class CopyMaking {

    private final BackupCatalog catalog;

    CopyMaking(BackupCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Makes the copy, anew after a crash.
     *
     * @param copy leaves the copy with its manifest in the folder; what it refuses is the end of this backup, and may be
     *     tried again
     */
    public StepOutcome make(StepContext context, BackupPolicy policy, Function<Staging, StepOutcome> copy) {
        String location = BackupFacts.location(context);
        context.keepFact(BackupFacts.LOCATION, location);
        BackupId id = catalog.begin(policy, location, context.runId());
        context.keepFact(BackupFacts.ID, id.toString());
        Staging staging = new Staging(context.workDirectory());
        try {
            return copy.apply(staging);
        } catch (Refused e) {
            staging.clear();
            catalog.failed(id, e.getMessage());
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** The copy is made: keeps its manifest beside it and tells what it holds. */
    public static StepOutcome made(Staging staging, Manifest manifest, String summary) {
        staging.keepManifest(manifest.toBytes());
        return StepOutcome.done(
                summary,
                Map.of(
                        BackupFacts.SNAPSHOT_AT,
                        manifest.snapshotAt().toString(),
                        BackupFacts.BYTES,
                        Long.toString(manifest.totalBytes())));
    }

    /** Throws away what is in the work folder; a backup that is good by then stays so. */
    public StepOutcome undo(StepContext context, String summary) {
        new Staging(context.workDirectory()).clear();
        if (context.fact(BackupFacts.ID).isPresent()) {
            catalog.cancelled(BackupFacts.id(context));
        }
        return StepOutcome.done(summary);
    }
}
