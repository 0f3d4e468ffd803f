package dev.muster.isolation;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.SuspectedSince;
import dev.muster.recovery.step.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The newest good copy from before the suspected time; the newest good one as long as that is not known. */
final class Suspicion {

    private static final int LOOKED_AT = 1000;

    private Suspicion() {}

    static Optional<Instant> since(StepContext context) {
        return SuspectedSince.of(
                        context.parameter(SuspectedSince.PARAMETER)
                                .map(it -> Map.of(SuspectedSince.PARAMETER, it))
                                .orElse(Map.of()),
                        context.now())
                .at();
    }

    static Optional<Backup> clean(BackupQuery backups, String source, Optional<Instant> since) {
        List<Backup> good = backups.good(source, LOOKED_AT);
        return good.stream()
                .filter(it -> since.isEmpty()
                        || Objects.requireNonNull(it.snapshotAt()).isBefore(since.get()))
                .findFirst();
    }
}
