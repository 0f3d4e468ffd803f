package dev.muster.postgres;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.DatabaseManifest;
import dev.muster.common.Refused;
import dev.muster.recovery.step.StepContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a copy from an empty shell: pg_dump is content with a database that has just lost everything. */
@Component
class DumpGuard {

    private final BackupQuery backups;

    DumpGuard(BackupQuery backups) {
        this.backups = backups;
    }

    /** @throws Refused when the dump is no good backup */
    void check(StepContext context, DatabaseManifest manifest) {
        if (manifest.files().stream().noneMatch(it -> it.name().equals("toc.dat") && it.size() > 0)) {
            throw new Refused("The dump is empty: it has no table of contents");
        }
        if (manifest.count() == 0 && manifest.largeObjects() == 0) {
            throw new Refused("The dump is empty: " + manifest.tables().size() + " tables, no rows");
        }
        Optional<Backup> before = backups.newestGood(context.target());
        if (before.isPresent() && !context.parameter("accept-shrink").orElse("").equals("yes")) {
            Backup last = before.get();
            shrunken("rows", manifest.count(), last.rows(), last);
            shrunken("bytes", manifest.totalBytes(), last.bytes(), last);
        }
    }

    private static void shrunken(String what, long now, @Nullable Long then, Backup last) {
        if (then != null && then > 0 && now <= then / 2) {
            throw new Refused("The dump has shrunken by half or more: " + now + " " + what + ", backup " + last.id()
                    + " had " + then + ". Look at the database before a good backup is replaced by this one");
        }
    }
}
