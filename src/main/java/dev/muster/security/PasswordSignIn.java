package dev.muster.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Compares a password with its hash; as slow for an unknown name as for a known one. */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final JooqAccounts accounts;
    private final PasswordEncoder passwords;
    private final SignInBrake brake;
    private final ApplicationEventPublisher events;
    private final String nobodysHash;

    PasswordSignIn(
            JooqAccounts accounts, PasswordEncoder passwords, SignInBrake brake, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.brake = brake;
        this.events = events;
        this.nobodysHash = String.valueOf(passwords.encode("nobody has this password"));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = attempt.getName().strip().toLowerCase(Locale.ROOT);
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "console";
        Duration wait = brake.wait(login, address);
        if (wait.isPositive()) {
            // No row in the log for each: whoever hammers on the door must not fill it. The row of the try before says
            // so.
            throw new LockedException("Too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " s");
        }
        String given = String.valueOf(attempt.getCredentials());
        String hash = accounts.passwordHash(login).orElse(nobodysHash);
        boolean matches = given.length() <= 200 && passwords.matches(given, hash);
        Account account = accounts.find(login).orElse(null);
        if (account == null || !matches || !account.enabled()) {
            brake.failed(login, address);
            refuse(account, address, reason(account, matches, brake.wait(login, address)));
            throw new BadCredentialsException("Wrong name or password");
        }
        brake.succeeded(login, address);
        events.publishEvent(new AccountActed(
                new Actor(login, account.name(), account.role(), address),
                "sign-in",
                login,
                null,
                account.role().name(),
                "done",
                false));
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(account), null, authorities(account.role()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** A role brings the ones below it. */
    static List<SimpleGrantedAuthority> authorities(Role role) {
        return Arrays.stream(Role.values())
                .filter(role::includes)
                .map(it -> new SimpleGrantedAuthority("ROLE_" + it.name()))
                .toList();
    }

    private static String reason(@Nullable Account account, boolean matches, Duration wait) {
        String reason = account != null && matches ? "the account is disabled" : "wrong name or password";
        return wait.isPositive() ? reason + "; the next try must wait " + (wait.toSeconds() + 1) + " s" : reason;
    }

    /** An unknown name is not written down: it may be a password that went into the wrong field. */
    private void refuse(@Nullable Account account, String address, String reason) {
        String shown = account != null ? account.login() : "(unknown name)";
        Actor nobody = new Actor("nobody", "Not signed in", Role.VIEWER, address);
        events.publishEvent(new AccountActed(nobody, "sign-in", shown, null, null, "refused: " + reason, false));
    }
}
