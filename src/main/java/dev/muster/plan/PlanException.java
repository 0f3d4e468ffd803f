package dev.muster.plan;

import dev.muster.common.Refused;
import java.util.List;

/** A plan that cannot be used; {@link #problems} names each place. */
public final class PlanException extends Refused {

    private static final long serialVersionUID = 1L;

    private final transient List<PlanProblem> problems;

    public PlanException(String message) {
        this(message, List.of());
    }

    public PlanException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    public PlanException(String message, List<PlanProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    public List<PlanProblem> problems() {
        return problems;
    }
}
