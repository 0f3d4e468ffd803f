package dev.muster.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A reference to a secret that stands elsewhere: <code>${env:NAME}</code>, <code>${file:/path}</code> or nothing. The
 * value is read when it is used and is never kept, printed or stored.
 */
public record Secret(String reference) {

    public static final Secret NONE = new Secret("");

    /**
     * The value; empty for {@link #NONE}.
     *
     * @throws PlanException when the variable or the file is not there
     */
    public String reveal() {
        if (reference.isEmpty()) {
            return "";
        }
        String inner = reference.substring(2, reference.length() - 1);
        if (inner.startsWith("env:")) {
            String value = System.getenv(inner.substring(4));
            if (value == null) {
                throw new PlanException("The environment variable " + inner.substring(4) + " is not set");
            }
            return value;
        }
        try {
            return Files.readString(Path.of(inner.substring(5))).strip();
        } catch (IOException e) {
            throw new PlanException("The secret file " + inner.substring(5) + " cannot be read", e);
        }
    }
}
