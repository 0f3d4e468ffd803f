package dev.muster.security;

import org.jspecify.annotations.Nullable;

/**
 * Something was done to or with an account, for the audit log. Acts that changed a row are published inside its
 * transaction; sign-ins and refusals stand alone.
 *
 * @param action such as {@code sign-in} or {@code change-role}
 * @param result {@code done} or {@code refused: …}
 */
public record AccountActed(
        Actor actor,
        String action,
        String login,
        @Nullable String before,
        @Nullable String after,
        String result,
        boolean changedARow) {}
