package dev.muster.redis;

import dev.muster.backup.RedisManifest;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at the fetched snapshot before anything is touched, and whether this server would load it. */
@Component
class VerifySnapshotStep implements RecoveryStep {

    private final RedisCopy copy;

    VerifySnapshotStep(RedisCopy copy) {
        this.copy = copy;
    }

    @Override
    public String type() {
        return "verify-snapshot";
    }

    @Override
    public String about() {
        return "Checks signature, hash, version and the snapshot's own checksum, and that this Redis would load it.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(RedisPlace.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Checks the signature of the manifest, the SHA-256 of the snapshot and the checksum at its end, counts"
                        + " its keys, and compares its version with what the server loads",
                List.of("verify manifest.sig", "sha256sum copy/" + SnapshotTaking.NAME, "INFO"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        try {
            RedisPlace place = RedisPlace.of(context);
            RedisManifest manifest = copy.manifest(context, place);
            findings.add(Finding.ok("origin", "a copy of " + manifest.service() + ", " + manifest.countWords()));
            findings.addAll(server(place, manifest));
        } catch (Refused e) {
            findings.add(Finding.block("redis", e.getMessage()));
        }
        return findings;
    }

    /** A Redis that is down is no obstacle: its end may be why somebody restores. */
    private static List<Finding> server(RedisPlace place, RedisManifest manifest) {
        try {
            RedisServer.State state = place.server().state();
            List<Finding> findings =
                    new ArrayList<>(RedisFindings.of(state, manifest.serverVersion(), manifest.snapshotVersion()));
            RedisFindings.place(place).ifPresent(findings::add);
            return findings;
        } catch (RedisConnection.Denied e) {
            return List.of(Finding.block("redis", e.getMessage()));
        } catch (Refused e) {
            return List.of(Finding.warn(
                    "redis",
                    e.getMessage() + ". Whether it loads version " + manifest.snapshotVersion()
                            + " shows when it is started"));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            RedisPlace place = RedisPlace.of(context);
            RedisManifest manifest = copy.verified(context, place);
            LastWords.note(context, place);
            Optional<Finding> against = server(place, manifest).stream()
                    .filter(it -> it.level() == Finding.Level.BLOCK)
                    .findFirst();
            if (against.isPresent()) {
                return StepOutcome.failed(against.get().message());
            }
            return StepOutcome.done("signature, hash and checksum are right: version " + manifest.snapshotVersion()
                    + ", " + manifest.countWords());
        } catch (UntrustedBackup e) {
            return StepOutcome.failed(e.getMessage());
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

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
