package dev.muster.security;

import org.springframework.security.core.userdetails.User;

/** The person of a session, with the state that the account had at the sign-in. */
final class SignedIn extends User {

    private static final long serialVersionUID = 1L;

    private final int version;

    SignedIn(Account account) {
        super(account.login(), "", PasswordSignIn.authorities(account.role()));
        this.version = account.version();
    }

    /** Each change of role, password or state raises the account's version. */
    boolean isStill(Account account) {
        return account.enabled() && account.version() == version;
    }
}
