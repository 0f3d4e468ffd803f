package dev.muster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(SecurityWorld.class)
@RecordApplicationEvents
class AccountServiceTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Actor ADMIN = new Actor("ada", "Ada", Role.ADMIN, "10.0.0.1");

    @Autowired
    private AccountService accounts;

    @Autowired
    private JooqAccounts rows;

    @Autowired
    private DSLContext db;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void only_ada() {
        db.execute("delete from account");
        accounts.create("ada", "Ada", PASSWORD, Role.ADMIN, ADMIN);
    }

    @Test
    void a_password_is_kept_as_a_hash_only() {
        assertThat(rows.passwordHash("ada"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("$2").doesNotContain(PASSWORD));
    }

    @Test
    void each_act_is_told_without_any_password() {
        accounts.create("jane", "Jane Smith", PASSWORD, Role.VIEWER, ADMIN);
        accounts.changeRole("jane", Role.COMMANDER, ADMIN);
        accounts.setEnabled("jane", false, ADMIN);
        accounts.resetPassword("jane", "another good password", ADMIN);

        List<AccountActed> told = events.stream(AccountActed.class)
                .filter(it -> it.login().equals("jane"))
                .toList();
        assertThat(told)
                .extracting(AccountActed::action, AccountActed::before, AccountActed::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("create-account", null, "VIEWER"),
                        org.assertj.core.groups.Tuple.tuple("change-role", "VIEWER", "COMMANDER"),
                        org.assertj.core.groups.Tuple.tuple("disable-account", "enabled", "disabled"),
                        org.assertj.core.groups.Tuple.tuple("reset-password", null, null));
        assertThat(told).allMatch(it -> it.actor().equals(ADMIN) && it.changedARow());
        assertThat(told.toString()).doesNotContain(PASSWORD, "another good password");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "RESPONDER", "COMMANDER"})
    void only_an_administrator_keeps_accounts(Role role) {
        Actor other = new Actor("other", "Other", role, "10.0.0.1");

        assertThatThrownBy(() -> accounts.list(other)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> accounts.create("eve", "Eve", PASSWORD, Role.ADMIN, other))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> accounts.changeRole("ada", Role.VIEWER, other))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> accounts.setEnabled("ada", false, other)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> accounts.resetPassword("ada", PASSWORD, other))
                .isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "ä", "a/b", "<script>", "x;drop"})
    void a_login_that_is_not_allowed_is_refused_with_the_rule(String login) {
        assertThatThrownBy(() -> accounts.create(login, "Name", PASSWORD, Role.VIEWER, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("63");
    }

    @Test
    void passwords_are_neither_short_nor_longer_than_the_hash_can_tell_apart() {
        assertThatThrownBy(() -> accounts.create("jane", "Jane", "eleven char", Role.VIEWER, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("at least 12");
        assertThatThrownBy(() -> accounts.create("jane", "Jane", "é".repeat(37), Role.VIEWER, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("74 bytes");
    }

    @Test
    void a_login_is_taken_once_whatever_its_case() {
        accounts.create("jane", "Jane", PASSWORD, Role.VIEWER, ADMIN);

        assertThatThrownBy(() -> accounts.create(" JANE ", "Other Jane", PASSWORD, Role.VIEWER, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("taken");
    }

    @Test
    void the_last_administrator_stays() {
        assertThatThrownBy(() -> accounts.setEnabled("ada", false, ADMIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("only administrator");
        assertThatThrownBy(() -> accounts.changeRole("ada", Role.COMMANDER, ADMIN))
                .isInstanceOf(Refused.class);
        assertThat(accounts.find("ada")).hasValueSatisfying(it -> {
            assertThat(it.enabled()).isTrue();
            assertThat(it.role()).isEqualTo(Role.ADMIN);
        });
    }

    @Test
    void two_administrators_who_disable_each_other_at_once_leave_one() throws Exception {
        for (int round = 0; round < 20; round++) {
            db.execute("delete from account");
            accounts.create("ada", "Ada", PASSWORD, Role.ADMIN, ADMIN);
            accounts.create("bea", "Bea", PASSWORD, Role.ADMIN, ADMIN);
            CountDownLatch start = new CountDownLatch(1);
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> both = List.of("ada", "bea").stream()
                        .map(login -> executor.submit(disabling(login, start)))
                        .toList();
                start.countDown();
                assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(true, false);
            }
            assertThat(accounts.list(ADMIN)).filteredOn(Account::enabled).hasSize(1);
        }
    }

    @Test
    void every_change_raises_the_version_which_ends_the_sessions() {
        SignedIn session = new SignedIn(accounts.find("ada").orElseThrow());
        assertThat(session.isStill(accounts.find("ada").orElseThrow())).isTrue();

        accounts.resetPassword("ada", "another good password", ADMIN);

        assertThat(session.isStill(accounts.find("ada").orElseThrow())).isFalse();
        assertThat(events.stream(AccountChanged.class)).contains(new AccountChanged("ada"));
    }

    private Callable<Boolean> disabling(String login, CountDownLatch start) {
        return () -> {
            start.await();
            try {
                accounts.setEnabled(login, false, ADMIN);
                return true;
            } catch (Refused e) {
                return false;
            }
        };
    }
}
