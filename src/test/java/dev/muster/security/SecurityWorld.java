package dev.muster.security;

import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The module by itself on a real database, with the cheapest hash; not found by the console's own scan. */
@ImportAutoConfiguration({
    JooqAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import({
    JooqAccounts.class,
    AccountService.class,
    FirstAdministrator.class,
    PasswordSignIn.class,
    SignInBrake.class,
    SignOut.class
})
class SecurityWorld {

    @Bean
    DataSource dataSource() {
        TestDatabase database = TestDatabase.fresh();
        return new DriverManagerDataSource(database.url(), database.application(), database.password());
    }

    @Bean
    TurnableClock clock() {
        return new TurnableClock(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(4);
    }
}
