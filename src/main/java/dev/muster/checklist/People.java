package dev.muster.checklist;

import dev.muster.security.Role;
import java.util.Optional;

/** Who can be given an item. */
interface People {

    Optional<Person> find(String login);

    /** Somebody with an account. */
    record Person(String login, String name, Role role, boolean enabled) {}
}
