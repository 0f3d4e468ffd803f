package dev.muster.host;

import dev.muster.common.Refused;

/** A machine did not do what it was asked. */
public class HostException extends Refused {

    private static final long serialVersionUID = 1L;

    public HostException(String message) {
        super(message);
    }

    public HostException(String message, Throwable cause) {
        super(message, cause);
    }
}
