package dev.muster.plan;

import org.jspecify.annotations.Nullable;

/**
 * A machine that the plan touches.
 *
 * @param user the account over SSH; null for {@code local}
 */
public record Host(
        String key,
        Connection connection,
        String address,
        @Nullable String user) {

    /** How to reach it. */
    public enum Connection {
        LOCAL,
        SSH
    }
}
