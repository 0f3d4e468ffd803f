package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks one question of the plan and compares the answer. */
final class PlanCheck {

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|<>|!=|>|<|=)\\s*(-?\\d+(?:\\.\\d+)?)");

    private PlanCheck() {}

    /** What is wrong, or nothing. The question cannot change anything: it is asked in a read-only transaction. */
    static Optional<String> wrong(PlanDatabase target, Database.Check check) {
        try {
            String answer = target.server().in(target.side(), connection -> {
                Server.execute(connection, "begin read only");
                Server.execute(connection, "set local statement_timeout = '5min'");
                return String.valueOf(Server.value(connection, check.sql()));
            });
            return holds(answer, check.expect())
                    ? Optional.empty()
                    : Optional.of(check.title() + ": the answer is " + answer + ", expected " + check.expect());
        } catch (Refused e) {
            return Optional.of(check.title() + ": " + e.getMessage());
        }
    }

    static boolean holds(String answer, String expected) {
        Matcher matcher = COMPARISON.matcher(expected.strip());
        if (!matcher.matches()) {
            return answer.strip().equals(expected.strip());
        }
        try {
            int order = new BigDecimal(answer.strip()).compareTo(new BigDecimal(matcher.group(2)));
            return switch (matcher.group(1)) {
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case "=" -> order == 0;
                default -> order != 0;
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
