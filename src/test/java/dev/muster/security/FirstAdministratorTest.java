package dev.muster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(SecurityWorld.class)
class FirstAdministratorTest {

    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private FirstAdministrator first;

    @Autowired
    private AccountService accounts;

    @Autowired
    private DSLContext db;

    @BeforeEach
    void nobody_is_there() {
        db.execute("delete from account");
        db.execute("delete from setup_token");
    }

    @Test
    void the_token_makes_one_administrator_and_is_used_up() {
        String token = first.newToken();

        first.create(token, "ada", "Ada", PASSWORD, "10.0.0.1");

        assertThat(accounts.find("ada").orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(first.needed()).isFalse();
        assertThatThrownBy(() -> first.create(token, "eve", "Eve", PASSWORD, "10.0.0.2"))
                .isInstanceOf(Refused.class);
        db.execute("delete from account");
        assertThatThrownBy(() -> first.create(token, "eve", "Eve", PASSWORD, "10.0.0.2"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void only_the_hash_is_kept() {
        String token = first.newToken();

        assertThat(db.fetch("select * from setup_token").format()).doesNotContain(token);
    }

    @Test
    void a_wrong_password_does_not_use_the_token_up() {
        String token = first.newToken();
        assertThatThrownBy(() -> first.create(token, "ada", "Ada", "short", "10.0.0.1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Password");

        first.create(token, "ada", "Ada", PASSWORD, "10.0.0.1");

        assertThat(first.needed()).isFalse();
    }

    @Test
    void a_new_start_makes_the_token_before_worthless() {
        String old = first.newToken();
        first.newToken();

        assertThatThrownBy(() -> first.create(old, "ada", "Ada", PASSWORD, "10.0.0.1"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void of_many_at_once_one_becomes_administrator() throws Exception {
        String token = first.newToken();
        CountDownLatch start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> tries = IntStream.range(0, 10)
                    .mapToObj(it -> executor.submit(() -> {
                        start.await();
                        try {
                            first.create(token, "ada" + it, "Ada", PASSWORD, "10.0.0.1");
                            return true;
                        } catch (Refused e) {
                            return false;
                        }
                    }))
                    .toList();
            start.countDown();
            int made = 0;
            for (Future<Boolean> one : tries) {
                made += one.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(db.fetchCount(dev.muster.db.Tables.ACCOUNT)).isEqualTo(1);
    }
}
