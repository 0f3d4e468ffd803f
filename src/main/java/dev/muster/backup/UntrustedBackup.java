package dev.muster.backup;

import dev.muster.common.Refused;

/** A backup that must not be restored: unsigned, signed by a stranger, incomplete or altered. */
public class UntrustedBackup extends Refused {

    private static final long serialVersionUID = 1L;

    public UntrustedBackup(String message) {
        super(message);
    }

    public UntrustedBackup(String message, Throwable cause) {
        super(message, cause);
    }
}
