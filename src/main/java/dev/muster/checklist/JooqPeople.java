package dev.muster.checklist;

import static dev.muster.db.Tables.ACCOUNT;

import dev.muster.security.Role;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqPeople implements People {

    private final DSLContext database;

    JooqPeople(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<Person> find(String login) {
        return database.select(ACCOUNT.LOGIN, ACCOUNT.DISPLAY_NAME, ACCOUNT.ROLE, ACCOUNT.ENABLED)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchOptional(it -> new Person(it.value1(), it.value2(), Role.valueOf(it.value3()), it.value4()));
    }
}
