package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.BackupChoice;
import dev.muster.backup.Staging;
import dev.muster.backup.StoredBackups;
import dev.muster.backup.UntrustedBackup;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.util.List;
import org.springframework.stereotype.Component;

/** The fetched copy of a run, as far as it may be trusted. */
@Component
class ArchiveCopy {

    static final StepSetting POLICY =
            StepSetting.required("policy", StepSetting.Kind.POLICY, "the backup policy of the directory");

    private static final String ORIGIN = "origin";
    private static final int AT_ONCE = 2;

    private final StoredBackups stored;
    private final BackupChoice choice;

    ArchiveCopy(StoredBackups stored, BackupChoice choice) {
        this.stored = stored;
        this.choice = choice;
    }

    /** The signed manifest in the storage of the backup that the run means, for a pre-flight. */
    ArchiveManifest manifest(StepContext context) {
        return stored.manifest(context, choice.chosen(context)).archive();
    }

    /** Whether it is an archive of this application and this policy. */
    List<Finding> origin(StepContext context, ArchivePlace place, ArchiveManifest manifest) {
        if (!manifest.application().equals(context.plan().application())) {
            return List.of(Finding.block(
                    ORIGIN,
                    "This is an archive of the application " + manifest.application() + ", the plan is for "
                            + context.plan().application()));
        }
        if (manifest.kind() != place.policy().kind()
                || !manifest.policy().equals(place.policy().key())) {
            return List.of(Finding.block(
                    ORIGIN,
                    "This is an archive of the policy " + manifest.policy() + ", this restores "
                            + place.policy().key()));
        }
        String from = manifest.directory() + " on " + manifest.host();
        String to = place.live() + " on " + place.host();
        return List.of(
                from.equals(to)
                        ? Finding.ok(ORIGIN, "an archive of " + from)
                        : Finding.warn(ORIGIN, "This is an archive of " + from + "; it will be restored to " + to));
    }

    /**
     * Looks at everything that was fetched: signature, origin, hash of each stored file, and each entry of the archive.
     * Writes nothing.
     *
     * @throws UntrustedBackup with what is wrong
     */
    ArchiveManifest verified(StepContext context, ArchivePlace place) {
        Staging staging = new Staging(context.workDirectory());
        ArchiveManifest manifest = signed(context, place);
        context.command("sha256sum copy/*");
        staging.verify(AT_ONCE, manifest);
        context.command("tar --list --file copy/" + DirectoryArchive.NAME);
        ArchiveReader.read(staging.files(), manifest, place.live(), entry -> java.io.OutputStream.nullOutputStream());
        return manifest;
    }

    /** The fetched manifest after its signature and its origin were checked. */
    ArchiveManifest signed(StepContext context, ArchivePlace place) {
        Staging staging = new Staging(context.workDirectory());
        context.command("verify manifest.sig");
        ArchiveManifest manifest =
                stored.trusted(staging.manifest(), staging.signature()).archive();
        for (Finding finding : origin(context, place, manifest)) {
            if (finding.level() == Finding.Level.BLOCK) {
                throw new UntrustedBackup(finding.message());
            }
            context.log(finding.level() + " " + finding.check() + ": " + finding.message());
        }
        return manifest;
    }
}
