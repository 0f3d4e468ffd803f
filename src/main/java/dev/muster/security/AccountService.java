package dev.muster.security;

import dev.muster.common.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the accounts. Every act needs {@link Role#ADMIN}; one enabled administrator always remains. */
@Service
public class AccountService {

    /** bcrypt looks at no more. */
    private static final int LONGEST_PASSWORD = 72;

    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_NAME = 120;

    private final JooqAccounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AccountService(JooqAccounts accounts, PasswordEncoder passwords, Clock clock, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.events = events;
    }

    public List<Account> list(Actor actor) {
        demandAdmin(actor);
        return accounts.all();
    }

    public Optional<Account> find(String login) {
        return accounts.find(login);
    }

    @Transactional
    public void create(String login, String name, String password, Role role, Actor actor) {
        demandAdmin(actor);
        insert(login, name, password, role, actor);
    }

    void insert(String login, String name, String password, Role role, Actor actor) {
        String wanted = login.strip().toLowerCase(Locale.ROOT);
        if (!wanted.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw new Refused("Sign-in name \"" + shortened(login)
                    + "\": 1 to 63 of a-z, 0-9, dot, dash and underscore, the first a letter or digit");
        }
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_NAME) {
            throw new Refused("Name: 1 to " + LONGEST_NAME + " characters, this has " + shown.length());
        }
        demandGood(password);
        if (accounts.find(wanted).isPresent()) {
            throw new Refused("Sign-in name \"" + wanted + "\" is taken");
        }
        accounts.insert(wanted, shown, hashOf(password), role, clock.instant());
        tell(actor, "create-account", wanted, null, role.name());
    }

    @Transactional
    public void changeRole(String login, Role role, Actor actor) {
        demandAdmin(actor);
        Account account = existing(login);
        if (role != Role.ADMIN) {
            demandAnotherAdministrator(account);
        }
        accounts.setRole(login, role);
        tell(actor, "change-role", login, account.role().name(), role.name());
    }

    @Transactional
    public void setEnabled(String login, boolean enabled, Actor actor) {
        demandAdmin(actor);
        Account account = existing(login);
        if (!enabled) {
            demandAnotherAdministrator(account);
        }
        accounts.setEnabled(login, enabled);
        tell(actor, enabled ? "enable-account" : "disable-account", login, state(account.enabled()), state(enabled));
    }

    @Transactional
    public void resetPassword(String login, String password, Actor actor) {
        demandAdmin(actor);
        existing(login);
        demandGood(password);
        accounts.setPasswordHash(login, hashOf(password));
        tell(actor, "reset-password", login, null, null);
    }

    private String hashOf(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private void demandAnotherAdministrator(Account account) {
        List<String> administrators = accounts.lockAdministrators();
        if (administrators.equals(List.of(account.login()))) {
            throw new Refused(account.name() + " is the only administrator; make another person one first");
        }
    }

    private Account existing(String login) {
        return accounts.find(login).orElseThrow(() -> new Refused("There is no account \"" + shortened(login) + "\""));
    }

    private void tell(Actor actor, String action, String login, @Nullable String before, @Nullable String after) {
        events.publishEvent(new AccountActed(actor, action, login, before, after, "done", true));
        events.publishEvent(new AccountChanged(login));
    }

    private static void demandGood(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD) {
            throw new Refused("Password: at least " + SHORTEST_PASSWORD + " characters and at most " + LONGEST_PASSWORD
                    + " bytes, this has " + password.length() + " characters and " + bytes + " bytes");
        }
    }

    private static void demandAdmin(Actor actor) {
        if (!actor.role().includes(Role.ADMIN)) {
            throw new AccessDeniedException("Only an administrator keeps accounts");
        }
    }

    private static String state(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
