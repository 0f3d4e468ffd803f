package dev.muster.plan;

import java.util.Optional;

/** A seat in the incident team, who holds it and who stands in. */
public record TeamRole(String key, String title, Person holder, Optional<Person> deputy) {

    /**
     * @param phone as it is dialled; empty when not known
     * @param account the person's login here; empty when none
     */
    public record Person(String name, Optional<String> phone, Optional<String> email, Optional<String> account) {}
}
