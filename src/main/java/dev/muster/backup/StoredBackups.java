package dev.muster.backup;

import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Storage;
import dev.muster.recovery.step.StepContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the storage itself says about backups: trusted manifests, and backups that the catalogue does not know. */
@Component
public class StoredBackups {

    private static final Logger LOG = LoggerFactory.getLogger(StoredBackups.class);
    private static final int LARGEST_MANIFEST = 128 * 1024 * 1024;
    private static final int LARGEST_SIGNATURE = 1024;

    private final Storages storages;
    private final Signatures signatures;
    private final BackupCatalog catalog;

    StoredBackups(Storages storages, Signatures signatures, BackupCatalog catalog) {
        this.storages = storages;
        this.signatures = signatures;
        this.catalog = catalog;
    }

    /** A manifest whose signature was checked, with the bytes that were signed. */
    public static final class Trusted {

        private final Manifest manifest;
        private final byte[] bytes;
        private final byte[] signature;
        private final String signedBy;

        private Trusted(Manifest manifest, byte[] bytes, byte[] signature, String signedBy) {
            this.manifest = manifest;
            this.bytes = bytes.clone();
            this.signature = signature.clone();
            this.signedBy = signedBy;
        }

        public Manifest manifest() {
            return manifest;
        }

        /** @throws UntrustedBackup when it is no copy of a database */
        public DatabaseManifest database() {
            return DatabaseManifest.of(manifest);
        }

        /** @throws UntrustedBackup when it is no copy of a directory */
        public ArchiveManifest archive() {
            return ArchiveManifest.of(manifest);
        }

        /** @throws UntrustedBackup when it is no copy of a Redis */
        public RedisManifest redis() {
            return RedisManifest.of(manifest);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        byte[] signature() {
            return signature.clone();
        }

        /** Fingerprint of the key. */
        public String signedBy() {
            return signedBy;
        }

        public String sha256() {
            return StoredBackups.sha256(bytes);
        }
    }

    /**
     * Reads the manifest of a backup and checks its signature, and that it is the one that the catalogue saw.
     *
     * @throws UntrustedBackup when it must not be restored
     * @throws StorageException when the storage does not answer
     */
    public Trusted manifest(Storage storage, String location) {
        return manifest(storages.open(storage), location);
    }

    private Trusted manifest(ObjectStorage objects, String location) {
        List<String> there = objects.list(location + "manifest.").stream()
                .map(ObjectStorage.Entry::key)
                .toList();
        for (String name : List.of(Manifest.NAME, Manifest.SIGNATURE_NAME)) {
            if (!there.contains(location + name)) {
                throw new UntrustedBackup("The backup at " + location + " has no " + name
                        + ": it is unsigned or was never finished, and is not restored");
            }
        }
        byte[] bytes = objects.read(location + Manifest.NAME, LARGEST_MANIFEST);
        byte[] signature = objects.read(location + Manifest.SIGNATURE_NAME, LARGEST_SIGNATURE);
        return trusted(bytes, signature);
    }

    /** The same for bytes that are here already. */
    public Trusted trusted(byte[] bytes, byte[] signature) {
        String signedBy = signatures.verify(bytes, signature);
        return new Trusted(Manifest.read(bytes), bytes, signature, signedBy);
    }

    /**
     * The manifest of a row of the catalogue; refuses another one than the catalogue saw when it was made. In a
     * pre-flight it gives up after some seconds.
     */
    public Trusted manifest(StepContext context, Backup backup) {
        Storage storage = context.plan()
                .storage(backup.storageKey())
                .orElseThrow(() -> new UntrustedBackup("The plan has no storage " + backup.storageKey()
                        + ", where backup " + backup.id() + " was put"));
        Trusted trusted = manifest(objects(context, storage), backup.location());
        if (backup.manifestSha256() != null && !backup.manifestSha256().equals(trusted.sha256())) {
            throw new UntrustedBackup(
                    "The manifest of backup " + backup.id() + " is not the one that was made with it ("
                            + trusted.sha256() + " instead of " + backup.manifestSha256() + ")");
        }
        return trusted;
    }

    private ObjectStorage objects(StepContext context, Storage storage) {
        return context.runId() == 0 ? storages.glance(storage) : storages.open(storage);
    }

    /** Takes signed backups of the target up into the catalogue, which may be younger than they are. */
    public void adoptUnknown(StepContext context) {
        for (BackupPolicy policy : context.plan().backups()) {
            if (policy.copiesOf().equals(BackupFacts.copiesOf(context))) {
                context.plan().storage(policy.storage()).ifPresent(it -> adopt(policy, objects(context, it)));
            }
        }
    }

    private void adopt(BackupPolicy policy, ObjectStorage objects) {
        String end = "/" + Manifest.SIGNATURE_NAME;
        for (ObjectStorage.Entry entry : objects.list(policy.copiesOf() + "/")) {
            if (entry.key().endsWith(end)) {
                String location = entry.key().substring(0, entry.key().length() - end.length() + 1);
                adopt(policy, objects, location);
            }
        }
    }

    /** One at a time: all steps of a pre-flight look at once. */
    private synchronized void adopt(BackupPolicy policy, ObjectStorage objects, String location) {
        if (catalog.knows(policy.storage(), location)) {
            return;
        }
        try {
            Trusted trusted = manifest(objects, location);
            catalog.adopt(policy, location, trusted.manifest(), trusted.sha256());
        } catch (UntrustedBackup e) {
            LOG.warn("The backup at {} is not taken up: {}", location, e.getMessage());
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
