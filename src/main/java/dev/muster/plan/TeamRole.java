package dev.muster.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A seat in the incident team, who holds it and who stands in.
 *
 * @param holder {@link #NOBODY} when the plan names none
 * @param answerWithin how long a handover waits for its receiver before the deputy is asked
 */
public record TeamRole(String key, String title, Person holder, Optional<Person> deputy, Duration answerWithin) {

    public static final Person NOBODY = new Person("", Optional.empty(), Optional.empty(), Optional.empty());
    static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

    public TeamRole(String key, String title, Person holder, Optional<Person> deputy) {
        this(key, title, holder, deputy, ANSWER_WITHIN);
    }

    /** Whether the plan leaves a gap here. */
    public boolean vacant() {
        return holder.equals(NOBODY);
    }

    /**
     * @param phone as it is dialled; empty when not known
     * @param account the person's login here; empty when none
     */
    public record Person(String name, Optional<String> phone, Optional<String> email, Optional<String> account) {}
}
