package dev.muster.incident;

import dev.muster.plan.Scenario;
import dev.muster.plan.Service;
import java.util.List;
import java.util.stream.Collectors;

/** Proposes the title of an incident, so that a commander in a hurry need not type one. */
public final class TitleProposal {

    private static final int NAMED = 3;

    private TitleProposal() {}

    /** Such as "Database corruption: PostgreSQL, BDC"; always fits. */
    public static String of(Scenario scenario, List<Service> failing) {
        String services = failing.stream().limit(NAMED).map(Service::title).collect(Collectors.joining(", "));
        String more = failing.size() > NAMED ? " and " + (failing.size() - NAMED) + " more" : "";
        String title = services.isEmpty() ? scenario.title() : scenario.title() + ": " + services + more;
        return title.codePointCount(0, title.length()) <= Inputs.LINE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, Inputs.LINE - 1)) + "…";
    }
}
