package dev.muster.command;

import dev.muster.roster.Attendance;
import dev.muster.security.Role;
import org.jspecify.annotations.Nullable;

/** Why somebody who holds a role cannot fill it any more. */
public enum Vacancy {
    ACCOUNT_DISABLED("account disabled"),
    ACCOUNT_REMOVED("account removed"),
    MAY_NO_MORE("account has lost the right");

    private final String words;

    Vacancy(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    static @Nullable Vacancy of(@Nullable Attendance account, Role needed) {
        if (account == null) {
            return ACCOUNT_REMOVED;
        }
        if (!account.enabled()) {
            return ACCOUNT_DISABLED;
        }
        return account.may(needed) ? null : MAY_NO_MORE;
    }
}
