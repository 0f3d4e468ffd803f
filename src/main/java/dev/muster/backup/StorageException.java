package dev.muster.backup;

import dev.muster.common.Refused;

/** Object storage did not do what it was asked; the message names the key and the cause. */
public class StorageException extends Refused {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
