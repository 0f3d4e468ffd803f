package dev.muster.plan;

/**
 * One thing wrong with a plan.
 *
 * @param place a path such as {@code procedures.restore-database.steps[3].service}
 * @param line from 1; 0 when the place has none
 * @param message the value and what is allowed
 */
public record PlanProblem(String place, int line, String message) {

    @Override
    public String toString() {
        return line > 0 ? place + " (line " + line + "): " + message : place + ": " + message;
    }
}
