package dev.muster.incident;

import dev.muster.common.Refused;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people may type into an incident and its checklist. */
public final class Inputs {

    /** The longest line, in characters. */
    public static final int LINE = 200;

    /** The longest text, in characters. */
    public static final int TEXT = 4000;

    private Inputs() {}

    /**
     * The declaration as it is stored: trimmed, in the database's precision, every rule checked.
     *
     * @throws InvalidInput with all faults
     */
    static Declaration valid(Declaration given, Plan plan, Instant now) {
        List<FieldProblem> problems = new ArrayList<>();
        if (plan.scenario(given.scenario()).isEmpty()) {
            problems.add(new FieldProblem(
                    "scenario",
                    given.scenario(),
                    "The scenario is one of the plan: "
                            + plan.scenarios().stream().map(Scenario::key).collect(Collectors.joining(", ")) + "."));
        }
        if (Severity.of(given.severity()).isEmpty()) {
            problems.add(new FieldProblem(
                    "severity", Integer.toString(given.severity()), "The severity is a number from 1 (worst) to 4."));
        }
        lineFault("The title", given.title())
                .ifPresent(it -> problems.add(new FieldProblem("title", given.title(), it)));
        if (given.detectedAt().isAfter(now)) {
            problems.add(new FieldProblem(
                    "detectedAt",
                    given.detectedAt().toString(),
                    "It was noticed just now or earlier, not in the future."));
        }
        occurredFault(given.occurredAt(), given.detectedAt(), now).ifPresent(problems::add);
        List<String> unknown = given.services().stream()
                .filter(it -> plan.service(it).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            problems.add(new FieldProblem(
                    "services",
                    String.join(", ", unknown),
                    "The affected services are of the plan: "
                            + plan.services().stream().map(Service::key).collect(Collectors.joining(", ")) + "."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Instant occurred = given.occurredAt();
        return new Declaration(
                given.scenario(),
                given.severity(),
                given.title().strip(),
                occurred == null ? null : occurred.truncatedTo(ChronoUnit.MICROS),
                given.detectedAt().truncatedTo(ChronoUnit.MICROS),
                given.services().stream().distinct().toList(),
                given.exercise());
    }

    /** Unknown is right; never after it was detected, never in the future. */
    static Optional<FieldProblem> occurredFault(@Nullable Instant occurred, Instant detected, Instant now) {
        if (occurred == null) {
            return Optional.empty();
        }
        if (occurred.isAfter(now)) {
            return Optional.of(new FieldProblem(
                    "occurredAt", occurred.toString(), "It began just now or earlier, not in the future."));
        }
        return occurred.isAfter(detected)
                ? Optional.of(new FieldProblem(
                        "occurredAt", occurred.toString(), "It began when it was noticed or earlier, not later."))
                : Optional.empty();
    }

    /** A time that somebody wrote down, in the database's precision. */
    static Instant past(Instant happenedAt, Instant now) {
        if (happenedAt.isAfter(now)) {
            throw new Refused("That has not happened yet: choose a time that is not in the future.");
        }
        return happenedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * One line, trimmed.
     *
     * @param what begins the sentence of a refusal, such as "A reason"
     */
    public static String line(String what, String given) {
        lineFault(what, given).ifPresent(it -> {
            throw new Refused(it);
        });
        return given.strip();
    }

    /** Some lines, trimmed. */
    public static String text(String what, String given) {
        return text(what, given, 1, TEXT);
    }

    /** Some lines, trimmed, of at least and at most so many characters. */
    public static String text(String what, String given, int least, int most) {
        String text = given.strip();
        lengthFault(what, text, least, most).ifPresent(it -> {
            throw new Refused(it);
        });
        if (text.indexOf(0) >= 0) {
            throw new Refused(what + " has no zero characters.");
        }
        return text;
    }

    /** What is wrong with it as one line; empty when nothing is. */
    public static Optional<String> lineFault(String what, String given) {
        String line = given.strip();
        Optional<String> length = lengthFault(what, line, 1, LINE);
        return length.isEmpty() && line.codePoints().anyMatch(Inputs::breaksLine)
                ? Optional.of(what + " is one line, without control characters.")
                : length;
    }

    private static Optional<String> lengthFault(String what, String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        return length < least || length > most
                ? Optional.of(what + " has " + least + " to " + most + " characters; this one has " + length + ".")
                : Optional.empty();
    }

    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }

    static Refused unknown(IncidentId id) {
        return new Refused("There is no " + id + ".");
    }
}
