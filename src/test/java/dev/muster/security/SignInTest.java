package dev.muster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testing.TurnableClock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(SecurityWorld.class)
@RecordApplicationEvents
class SignInTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String HOME = "10.0.0.1";
    private static final String ATTACKER = "203.0.113.9";

    @Autowired
    private PasswordSignIn signIn;

    @Autowired
    private AccountService accounts;

    @Autowired
    private SignInBrake brake;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private DSLContext db;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void jane_is_a_commander() {
        db.execute("delete from account");
        accounts.create("jane", "Jane Smith", PASSWORD, Role.COMMANDER, Actor.console("test"));
        brake.succeeded("jane", HOME);
        brake.succeeded("jane", ATTACKER);
    }

    @Test
    void the_right_password_brings_the_role_and_those_below() {
        Authentication jane = attempt("Jane ", PASSWORD, HOME);

        assertThat(jane.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("ROLE_COMMANDER", "ROLE_RESPONDER", "ROLE_VIEWER")
                .doesNotContain("ROLE_ADMIN");
        assertThat(jane.getCredentials()).isNull();
        assertThat(lastTold().result()).isEqualTo("done");
        assertThat(lastTold().actor().origin()).isEqualTo(HOME);
    }

    @Test
    void a_wrong_password_an_unknown_name_and_a_disabled_account_look_the_same_from_outside() {
        accounts.create("bob", "Bob", PASSWORD, Role.VIEWER, Actor.console("test"));
        accounts.setEnabled("bob", false, Actor.console("test"));

        assertThatThrownBy(() -> attempt("jane", "wrong", HOME))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("Wrong name or password");
        assertThatThrownBy(() -> attempt("nobody", PASSWORD, HOME))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("Wrong name or password");
        assertThatThrownBy(() -> attempt("bob", PASSWORD, HOME))
                .isInstanceOf(BadCredentialsException.class)
                .hasMessage("Wrong name or password");
        assertThat(lastTold().result()).isEqualTo("refused: the account is disabled");
    }

    @Test
    void what_was_typed_into_the_wrong_field_is_not_written_down() {
        assertThatThrownBy(() -> attempt("hunter2hunter2", "", HOME)).isInstanceOf(BadCredentialsException.class);

        assertThat(lastTold().login()).isEqualTo("(unknown name)");
        assertThat(events.stream(AccountActed.class).toList().toString()).doesNotContain("hunter2hunter2");
    }

    @Test
    void guessing_gets_slower_and_slower() {
        failTimes(5, ATTACKER);

        assertThatThrownBy(() -> attempt("jane", PASSWORD, ATTACKER)).isInstanceOf(LockedException.class);
        clock.turn(Duration.ofSeconds(2));
        failTimes(1, ATTACKER);
        clock.turn(Duration.ofSeconds(1));
        assertThatThrownBy(() -> attempt("jane", PASSWORD, ATTACKER)).isInstanceOf(LockedException.class);
        clock.turn(Duration.ofSeconds(2));
        assertThat(attempt("jane", PASSWORD, ATTACKER).isAuthenticated()).isTrue();
        assertThat(brake.wait("jane", ATTACKER)).isZero();
    }

    @Test
    void whoever_guesses_from_elsewhere_does_not_lock_the_commander_out() {
        failTimes(5, ATTACKER);

        assertThat(attempt("jane", PASSWORD, HOME).isAuthenticated()).isTrue();
    }

    @Test
    void hammering_does_not_fill_the_log() {
        failTimes(5, ATTACKER);
        long before = events.stream(AccountActed.class).count();
        assertThat(lastTold().result()).contains("wrong name or password; the next try must wait");

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> attempt("jane", "wrong", ATTACKER)).isInstanceOf(LockedException.class);
        }

        assertThat(events.stream(AccountActed.class).count()).isEqualTo(before);
    }

    private void failTimes(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> attempt("jane", "wrong", address)).isInstanceOf(BadCredentialsException.class);
        }
    }

    private AccountActed lastTold() {
        return events.stream(AccountActed.class).toList().getLast();
    }

    private Authentication attempt(String login, String password, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        var token = UsernamePasswordAuthenticationToken.unauthenticated(login, password);
        token.setDetails(new WebAuthenticationDetails(request));
        return signIn.authenticate(token);
    }
}
