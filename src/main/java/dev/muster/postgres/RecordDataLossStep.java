package dev.muster.postgres;

import dev.muster.backup.BackupFacts;
import dev.muster.backup.DatabaseManifest;
import dev.muster.backup.Staging;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How much was lost, from the backup's own snapshot. What cannot be measured is left out, never shown as zero. */
@Component
class RecordDataLossStep implements RecoveryStep {

    @Override
    public String type() {
        return "record-data-loss";
    }

    @Override
    public String about() {
        return "Writes down how much data was lost, from the times that were kept.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Records the time and the write-ahead log between the backup and the stop of the application",
                List.of("select pg_wal_lsn_diff(<at the swap>, <of the backup>)"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            DatabaseManifest manifest = DatabaseManifest.read(new Staging(context.workDirectory()).manifest());
            Map<String, String> facts = new HashMap<>();
            Instant end = context.fact("app.stopped-at")
                    .or(() -> context.fact(DataLoss.SWAPPED_AT))
                    .map(Instant::parse)
                    .orElseThrow(() -> new Refused("Neither the stop nor the swap left its time"));
            Duration lost = Duration.between(manifest.snapshotAt(), end);
            if (!lost.isNegative()) {
                facts.put("data-loss.seconds", Long.toString(lost.toSeconds()));
            }
            bytes(context, manifest).ifPresent(it -> facts.put("data-loss.wal-bytes", Long.toString(it)));
            return StepOutcome.done(
                    "lost: " + BackupFacts.words(lost)
                            + (facts.containsKey("data-loss.wal-bytes")
                                    ? ", "
                                            + BackupFacts.size(Long.parseLong(facts.get("data-loss.wal-bytes")))
                                            + " of write-ahead log of the whole cluster (without the load itself)"
                                    : "")
                            + context.fact("app.down.ms")
                                    .map(it -> "; the application was down for " + it + " ms")
                                    .orElse(""),
                    facts);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static Optional<Long> bytes(StepContext context, DatabaseManifest manifest) {
        Optional<String> before = context.fact(DataLoss.BEFORE_LOAD);
        Optional<String> after = context.fact(DataLoss.AFTER_LOAD);
        Optional<String> swap = context.fact(DataLoss.AT_SWAP);
        if (before.isEmpty() || after.isEmpty() || swap.isEmpty()) {
            return Optional.empty();
        }
        Server server = PlanDatabase.of(context).server();
        if (!server.inMaintenance(ServerFacts::of).systemIdentifier().equals(manifest.systemIdentifier())) {
            // positions of two clusters have nothing to do with each other
            return Optional.empty();
        }
        long bytes = server.inMaintenance(
                it -> DataLoss.bytes(it, manifest.walPosition(), before.get(), after.get(), swap.get()));
        return bytes < 0 ? Optional.empty() : Optional.of(bytes);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
