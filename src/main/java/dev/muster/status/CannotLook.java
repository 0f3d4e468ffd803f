package dev.muster.status;

import dev.muster.common.Refused;

/** The question could not be asked, so nothing is known of the answer. */
final class CannotLook extends Refused {

    private static final long serialVersionUID = 1L;

    CannotLook(String message) {
        super(message);
    }
}
