package dev.muster.security;

import dev.muster.common.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the first account. While there is none, each start prints a new one-time token; only its hash is kept, and
 * whoever can read the console's output may become the first administrator.
 */
@Service
public class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final int TOKEN_BYTES = 24;

    private final JooqAccounts accounts;
    private final AccountService service;
    private final Clock clock;
    private final TransactionTemplate transactions;

    FirstAdministrator(JooqAccounts accounts, AccountService service, Clock clock, TransactionTemplate transactions) {
        this.accounts = accounts;
        this.service = service;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** Whether the setup page has anything to do. */
    public boolean needed() {
        return accounts.none();
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (needed()) {
            LOG.warn("There is no account yet. Open /setup and use this token, once: {}", newToken());
        }
    }

    String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        transactions.executeWithoutResult(status -> accounts.openSetup(hashOf(token), clock.instant()));
        return token;
    }

    /**
     * Creates the first administrator and uses the token up.
     *
     * @throws Refused when the token is wrong or used, an account exists, or a value is not allowed
     */
    public void create(String token, String login, String name, String password, String origin) {
        transactions.executeWithoutResult(status -> {
            if (!needed() || !accounts.useSetup(hashOf(token.strip()), clock.instant())) {
                throw new Refused("This setup token is not valid, or was used. The console prints a new one at each"
                        + " start while there is no account.");
            }
            service.insert(login, name, password, Role.ADMIN, new Actor("setup", "First setup", Role.ADMIN, origin));
        });
    }

    private static String hashOf(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
