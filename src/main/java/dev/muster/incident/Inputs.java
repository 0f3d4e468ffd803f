package dev.muster.incident;

import dev.muster.common.Refused;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** What people may type into an incident. */
final class Inputs {

    static final int LINE = 200;
    static final int TEXT = 4000;

    private Inputs() {}

    /** The declaration as it is stored: trimmed, in the database's precision, every rule checked. */
    static Declaration valid(Declaration given, Plan plan, Instant now) {
        if (plan.scenario(given.scenario()).isEmpty()) {
            throw new Refused("The plan knows no scenario \"" + shortened(given.scenario()) + "\". It knows "
                    + plan.scenarios().stream().map(Scenario::key).collect(Collectors.joining(", ")) + ".");
        }
        if (given.severity() < 1 || given.severity() > 4) {
            throw new Refused("Severity goes from 1 (worst) to 4; " + given.severity() + " is none.");
        }
        if (given.detectedAt().isAfter(now)) {
            throw new Refused("It cannot have been detected in the future.");
        }
        Instant occurred = given.occurredAt();
        if (occurred != null && occurred.isAfter(given.detectedAt())) {
            throw new Refused("It cannot have been detected before it occurred.");
        }
        return new Declaration(
                given.scenario(),
                given.severity(),
                line("A title", given.title()),
                occurred == null ? null : occurred.truncatedTo(ChronoUnit.MICROS),
                given.detectedAt().truncatedTo(ChronoUnit.MICROS));
    }

    /** One line, trimmed. */
    static String line(String what, String given) {
        String line = text(what, given, LINE);
        if (line.codePoints().anyMatch(Inputs::breaksLine)) {
            throw new Refused(what + " is one line, without control characters.");
        }
        return line;
    }

    /** Some lines, trimmed. */
    static String text(String what, String given) {
        String text = text(what, given, TEXT);
        if (text.indexOf(0) >= 0) {
            throw new Refused(what + " has no zero characters.");
        }
        return text;
    }

    private static String text(String what, String given, int most) {
        String text = given.strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > most) {
            throw new Refused(what + " has 1 to " + most + " characters; this one has " + length + ".");
        }
        return text;
    }

    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
