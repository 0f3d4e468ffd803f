package dev.muster.roster;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the plan names.
 *
 * @param phone as it is dialled
 * @param account the person's account; null when there is none
 */
public record Member(
        String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable Attendance account) {

    public boolean is(String login) {
        return account != null && account.login().equals(login);
    }
}
