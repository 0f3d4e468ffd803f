package dev.muster.recovery.step;

import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import java.util.List;

/** What a launching person may choose for a parameter. The module that knows the things offers them. */
public interface ParameterChoices {

    /** One thing to choose: what the step gets, and what the person reads. */
    record Choice(String value, String label) {}

    /**
     * The choices of one parameter for a target, best first; empty when this module has none of that kind. Reads only.
     *
     * @param target key of the thing that the procedure is about
     */
    List<Choice> choices(Plan plan, String target, Procedure.Parameter parameter);
}
