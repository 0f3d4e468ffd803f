package dev.muster.backup;

import dev.muster.plan.Storage;

/** Opens the storages of the plan. */
public interface Storages {

    /** Cheap and without a connection; the first use finds out whether it can be reached. */
    ObjectStorage open(Storage storage);

    /** The same for a pre-flight, where a person waits: gives up after some seconds and tries nothing twice. */
    ObjectStorage glance(Storage storage);
}
