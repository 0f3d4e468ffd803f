package dev.muster.ui.recovery;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.recovery.RunList.Filter;
import dev.muster.recovery.RunList.Show;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the choice of runs stands in the address of their page. */
final class RunsAddress {

    private static final int LONGEST = 200;

    private RunsAddress() {}

    /** A value that makes no sense asks for everything. */
    static Filter filter(QueryParameters parameters) {
        String wanted = parameters.getSingleParameter("show").orElse("");
        String text = parameters.getSingleParameter("text").orElse("").strip();
        return new Filter(
                Arrays.stream(Show.values())
                        .filter(it -> it.name().equalsIgnoreCase(wanted))
                        .findFirst()
                        .orElse(Show.ALL),
                text.substring(0, Math.min(LONGEST, text.length())));
    }

    static Location of(Filter filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (filter.show() != Show.ALL) {
            parameters.put("show", filter.show().name().toLowerCase(Locale.ROOT));
        }
        if (!filter.text().isBlank()) {
            parameters.put("text", filter.text().strip());
        }
        return new Location("runs", QueryParameters.simple(parameters));
    }

    static String word(Show show) {
        return switch (show) {
            case ALL -> "All";
            case OPEN -> "At work";
            case WAITING -> "Waiting";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
        };
    }
}
