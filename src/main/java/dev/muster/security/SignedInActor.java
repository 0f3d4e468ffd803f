package dev.muster.security;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Asks the account's row at each act, so that a role that was taken away is gone at once. */
@Component
class SignedInActor implements CurrentActor {

    private final JooqAccounts accounts;

    SignedInActor(JooqAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Actor get() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            throw new AccessDeniedException("Nobody is signed in");
        }
        Account account = accounts.find(authentication.getName())
                .filter(Account::enabled)
                .orElseThrow(() -> new AccessDeniedException("This account is not enabled any more"));
        String origin = authentication.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "console";
        return new Actor(account.login(), account.name(), account.role(), origin);
    }
}
