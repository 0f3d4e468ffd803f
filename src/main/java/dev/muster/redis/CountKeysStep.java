package dev.muster.redis;

import dev.muster.backup.BackupCatalog;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.RedisManifest;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares what Redis has loaded with what the manifest says; keys that went away by themselves are no loss. */
@Component
class CountKeysStep implements RecoveryStep {

    private final RedisCopy copy;
    private final BackupCatalog catalog;

    CountKeysStep(RedisCopy copy, BackupCatalog catalog) {
        this.copy = copy;
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "count-keys";
    }

    @Override
    public String about() {
        return "Compares the keys of each database with the manifest; only keys that expire may be missing.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(RedisPlace.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Counts the keys of each database and compares them with the manifest; keys that have expired since"
                        + " are named and tolerated",
                List.of("INFO"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            RedisManifest manifest = copy.fetched(context, place);
            KeyCount count = KeyCount.of(manifest, place.server().state());
            count.lines().forEach(context::log);
            if (count.wrong().isPresent()) {
                return new StepOutcome.Failed(count.wrong().get(), true);
            }
            catalog.proved(BackupFacts.id(context), context.runId());
            return StepOutcome.done(count.summary());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
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
