package dev.muster.practice;

import dev.muster.security.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** The accounts of the practice console: people of the plan's team, and one for each other role. */
final class PracticePeople {

    private static final List<Person> ALL = List.of(
            new Person("jane", "Jane Smith", Role.COMMANDER),
            new Person("charlie", "Charlie Wilson", Role.COMMANDER),
            new Person("bob", "Bob Johnson", Role.RESPONDER),
            new Person("eve", "Eve Davis", Role.RESPONDER),
            new Person("vera", "Vera Wood", Role.VIEWER),
            new Person("ada", "Ada Stone", Role.ADMIN));

    private PracticePeople() {}

    /** One who may sign in. */
    record Person(String login, String name, Role role) {}

    /** One who may sign in, with the password of this estate. */
    record Account(Person person, String password) {}

    static List<Account> accounts(PracticeHome home) {
        return ALL.stream()
                .map(it -> new Account(it, home.secretValue("account-" + it.login())))
                .toList();
    }

    /** Writes those that are not there yet, before the console starts: it has accounts then and needs no setup token. */
    static void write(Connection console, List<Account> accounts) throws SQLException {
        var encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        for (Account account : missing(console, accounts)) {
            try (var insert = console.prepareStatement("insert into account (login, display_name, password_hash, role,"
                    + " created_at) values (?, ?, ?, ?, ?)")) {
                insert.setString(1, account.person().login());
                insert.setString(2, account.person().name());
                insert.setString(3, encoder.encode(account.password()));
                insert.setString(4, account.person().role().name());
                insert.setTimestamp(5, Timestamp.from(Instant.now()));
                insert.executeUpdate();
            }
        }
    }

    private static List<Account> missing(Connection console, List<Account> accounts) throws SQLException {
        List<String> there = new ArrayList<>();
        try (var statement = console.createStatement();
                var rows = statement.executeQuery("select login from account")) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        return accounts.stream()
                .filter(it -> !there.contains(it.person().login()))
                .toList();
    }
}
