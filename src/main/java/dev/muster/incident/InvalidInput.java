package dev.muster.incident;

import dev.muster.common.Refused;
import java.util.List;
import java.util.stream.Collectors;

/** Input with faults: all of them at once, each with its field, so that a form can show each at its place. */
public final class InvalidInput extends Refused {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    public InvalidInput(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::toString).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
