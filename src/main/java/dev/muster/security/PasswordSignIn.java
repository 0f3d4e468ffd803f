package dev.muster.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
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
            refuse(login, address, "too many wrong passwords");
            throw new LockedException("Too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " s");
        }
        String given = String.valueOf(attempt.getCredentials());
        String hash = accounts.passwordHash(login).orElse(nobodysHash);
        boolean matches = given.length() <= 200 && passwords.matches(given, hash);
        Account account = accounts.find(login).orElse(null);
        if (account == null || !matches || !account.enabled()) {
            brake.failed(login, address);
            refuse(login, address, account != null && matches ? "the account is disabled" : "wrong name or password");
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
                new User(login, "", authorities(account.role())), null, authorities(account.role()));
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

    private void refuse(String login, String address, String reason) {
        String shown = login.matches("[a-z0-9._-]{1,63}") ? login : "(not a sign-in name)";
        Actor nobody = new Actor("nobody", "Not signed in", Role.VIEWER, address);
        events.publishEvent(new AccountActed(nobody, "sign-in", shown, null, null, "refused: " + reason, false));
    }
}
