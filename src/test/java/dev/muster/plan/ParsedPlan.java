package dev.muster.plan;

import java.util.Map;

/** A plan for tests of other modules, read as the console reads it, with any step type. */
public final class ParsedPlan {

    private ParsedPlan() {}

    public static Plan of(String yaml) {
        return new PlanParser(Map.of()).parse(yaml);
    }
}
