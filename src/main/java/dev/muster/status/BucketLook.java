package dev.muster.status;

import dev.muster.backup.StorageException;
import dev.muster.backup.Storages;
import dev.muster.plan.Storage;
import java.time.Duration;

/** A bucket that can be listed with the keys of the plan. */
final class BucketLook implements Look {

    /** Nothing is stored under it, so the listing is short however many backups there are. */
    private static final String NOTHING = "looked-at-by-muster/";

    private final Storages storages;
    private final Storage storage;

    BucketLook(Storages storages, Storage storage) {
        this.storages = storages;
        this.storage = storage;
    }

    @Override
    public Seen look(Duration patience) {
        storage.accessKey().reveal();
        storage.secretKey().reveal();
        try {
            storages.glance(storage).list(NOTHING);
            return Seen.up("the bucket " + storage.bucket() + " can be listed");
        } catch (StorageException e) {
            return Seen.down(e.getMessage());
        }
    }
}
