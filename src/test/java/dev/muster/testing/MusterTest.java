package dev.muster.testing;

import com.vaadin.browserless.SpringBrowserlessTest;
import dev.muster.MusterApplication;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole console on a real database, with browserless screens. Every subclass shares one context, so it makes its
 * own incidents and looks only at those. Sign in with {@code @WithMockUser(username = "jane", roles = {...})}; the five
 * accounts below exist.
 */
@SpringBootTest(classes = MusterApplication.class)
public abstract class MusterTest extends SpringBrowserlessTest {

    public static final String PASSWORD = "correct horse battery";

    @Autowired
    private AccountService accounts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void make_sure_that_the_accounts_exist() {
        account("vera", "Vera Vogt", Role.VIEWER);
        account("bob", "Bob Johnson", Role.RESPONDER);
        account("charlie", "Charlie Wilson", Role.RESPONDER);
        account("jane", "Jane Smith", Role.COMMANDER);
        account("ada", "Ada Admin", Role.ADMIN);
    }

    private void account(String login, String name, Role role) {
        if (accounts.find(login).isEmpty()) {
            accounts.create(login, name, PASSWORD, role, Actor.console("test"));
        }
    }
}
