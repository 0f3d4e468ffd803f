package dev.muster.checklist;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.incident.Incident;
import dev.muster.plan.Database;
import dev.muster.plan.Plans;
import dev.muster.plan.Proof;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proof by a backup that was restored and compared since the incident was declared. */
@Component
class BackupProof implements ProofCheck {

    private static final int NEWEST = 200;

    private final BackupQuery backups;
    private final Plans plans;

    BackupProof(BackupQuery backups, Plans plans) {
        this.backups = backups;
        this.plans = plans;
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.BACKUP_PROVED;
    }

    @Override
    public Optional<Evidence> evidence(Incident incident, String database) {
        return backups.good(database, NEWEST).stream()
                .filter(it -> since(incident.declaredAt(), it.provedAt()))
                .max(Comparator.comparing((Backup it) -> Objects.requireNonNull(it.provedAt())))
                .map(it -> new Evidence(
                        "backup " + it.id() + " was restored and compared",
                        Objects.requireNonNull(it.provedAt()),
                        it.provedByRun()));
    }

    private static boolean since(Instant declared, @Nullable Instant proved) {
        return proved != null && !proved.isBefore(declared);
    }

    @Override
    public String wanted(Incident incident, String database) {
        return "a backup of \""
                + plans.version(incident.planVersionId())
                        .plan()
                        .database(database)
                        .map(Database::title)
                        .orElse(database)
                + "\" was restored and compared since the declaration";
    }
}
