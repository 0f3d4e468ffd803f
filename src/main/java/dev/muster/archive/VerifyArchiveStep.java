package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
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
import org.springframework.stereotype.Component;

/** Nothing is unpacked before this step is content with every byte and every entry. */
@Component
class VerifyArchiveStep implements RecoveryStep {

    private final ArchiveCopy copy;

    VerifyArchiveStep(ArchiveCopy copy) {
        this.copy = copy;
    }

    @Override
    public String type() {
        return "verify-archive";
    }

    @Override
    public String about() {
        return "Checks the signature, every hash and every entry of the archive; unpacks nothing.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(ArchiveCopy.POLICY);
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Checks the signature of the manifest, that the archive is one of this application, its SHA-256, and"
                        + " that every entry stays in the directory and is what the manifest says",
                List.of("verify manifest.sig", "sha256sum copy/*", "tar --list --file copy/" + DirectoryArchive.NAME));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            ArchivePlace place = ArchivePlace.of(context);
            ArchiveManifest manifest = copy.manifest(context);
            List<Finding> findings = new ArrayList<>(copy.origin(context, place, manifest));
            if (!manifest.leftOut().isEmpty()) {
                findings.add(
                        Finding.warn("completeness", "not in the archive: " + String.join("; ", manifest.leftOut())));
            }
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("archive", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ArchiveManifest manifest = copy.verified(context, ArchivePlace.of(context));
            return StepOutcome.done("signature, hashes and all "
                    + manifest.entries().size() + " entries are as archived at " + manifest.snapshotAt());
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
