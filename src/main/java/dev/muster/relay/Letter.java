package dev.muster.relay;

import dev.muster.common.SharedFact;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fact on its way from one console to the others.
 *
 * @param origin the console that made it
 */
record Letter(String origin, SharedFact fact) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PARTS = 3;

    String text() {
        return origin + " " + fact.getClass().getName() + " " + JSON.writeValueAsString(fact);
    }

    /** Empty for what this version of the console does not know. */
    static Optional<Letter> read(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(parts[1], false, Letter.class.getClassLoader());
            return SharedFact.class.isAssignableFrom(type)
                    ? Optional.of(new Letter(parts[0], (SharedFact) JSON.readValue(parts[2], type)))
                    : Optional.empty();
        } catch (ClassNotFoundException | JacksonException e) {
            return Optional.empty();
        }
    }
}
