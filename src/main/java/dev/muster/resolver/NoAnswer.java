package dev.muster.resolver;

import dev.muster.common.Refused;

/** A name server could not be asked or did not answer the question: nothing is known of the name. */
public final class NoAnswer extends Refused {

    private static final long serialVersionUID = 1L;

    public NoAnswer(String message) {
        super(message);
    }

    public NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
