package dev.muster.security;

import static dev.muster.db.Tables.ACCOUNT;
import static dev.muster.db.Tables.SETUP_TOKEN;

import dev.muster.db.tables.records.AccountRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JooqAccounts {

    private final DSLContext db;

    JooqAccounts(DSLContext db) {
        this.db = db;
    }

    Optional<Account> find(String login) {
        return db.selectFrom(ACCOUNT).where(ACCOUNT.LOGIN.eq(login)).fetchOptional(JooqAccounts::account);
    }

    Optional<String> passwordHash(String login) {
        return db.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchOptional(ACCOUNT.PASSWORD_HASH);
    }

    List<Account> all() {
        return db.selectFrom(ACCOUNT).orderBy(ACCOUNT.LOGIN).fetch(JooqAccounts::account);
    }

    boolean none() {
        return !db.fetchExists(ACCOUNT);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void insert(String login, String name, String passwordHash, Role role, Instant now) {
        db.insertInto(ACCOUNT)
                .set(ACCOUNT.LOGIN, login)
                .set(ACCOUNT.DISPLAY_NAME, name)
                .set(ACCOUNT.PASSWORD_HASH, passwordHash)
                .set(ACCOUNT.ROLE, role.name())
                .set(ACCOUNT.CREATED_AT, now)
                .execute();
    }

    /** Locks the enabled administrators, so that two of them cannot remove each other at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> lockAdministrators() {
        return db.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(ACCOUNT.ROLE.eq(Role.ADMIN.name()), ACCOUNT.ENABLED.isTrue())
                .orderBy(ACCOUNT.ID)
                .forUpdate()
                .fetch(ACCOUNT.LOGIN);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void setRole(String login, Role role) {
        db.update(ACCOUNT)
                .set(ACCOUNT.ROLE, role.name())
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.LOGIN.eq(login))
                .execute();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void setEnabled(String login, boolean enabled) {
        db.update(ACCOUNT)
                .set(ACCOUNT.ENABLED, enabled)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.LOGIN.eq(login))
                .execute();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void setPasswordHash(String login, String hash) {
        db.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.LOGIN.eq(login))
                .execute();
    }

    /** Puts a token in the place of the open one. */
    @Transactional(propagation = Propagation.MANDATORY)
    void openSetup(String tokenHash, Instant now) {
        db.deleteFrom(SETUP_TOKEN).where(SETUP_TOKEN.USED_AT.isNull()).execute();
        db.insertInto(SETUP_TOKEN)
                .set(SETUP_TOKEN.TOKEN_HASH, tokenHash)
                .set(SETUP_TOKEN.CREATED_AT, now)
                .execute();
    }

    /** True for exactly one caller. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean useSetup(String tokenHash, Instant now) {
        return db.update(SETUP_TOKEN)
                        .set(SETUP_TOKEN.USED_AT, now)
                        .where(SETUP_TOKEN.TOKEN_HASH.eq(tokenHash), SETUP_TOKEN.USED_AT.isNull())
                        .execute()
                == 1;
    }

    private static Account account(AccountRecord row) {
        return new Account(
                row.getLogin(),
                row.getDisplayName(),
                Role.valueOf(row.getRole()),
                row.getEnabled(),
                row.getCreatedAt(),
                row.getVersion());
    }
}
