package dev.muster.ui.incident;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.incident.IncidentQuery.Sort;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the list shows, as it stands in its address. */
final class IncidentsAddress {

    private static final int MOST = 200;

    private IncidentsAddress() {}

    /** Reads an address; a value that makes no sense asks for nothing. */
    static Search of(QueryParameters parameters) {
        String severity = text(parameters, "severity");
        String kind = text(parameters, "kind");
        return new Search(
                named(Filter.values(), text(parameters, "show"), Filter.ALL),
                null,
                severity.matches("[1-4]") ? Integer.valueOf(severity) : null,
                kind.equals("exercise") ? Boolean.TRUE : kind.equals("real") ? Boolean.FALSE : null,
                text(parameters, "text"),
                named(Sort.values(), text(parameters, "sort"), Sort.DECLARED),
                text(parameters, "order").equals("up"));
    }

    static Location location(Search search) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "show", search.filter() == Filter.ALL ? "" : word(search.filter()));
        put(parameters, "severity", search.severity() == null ? "" : String.valueOf(search.severity()));
        put(parameters, "kind", search.exercise() == null ? "" : search.exercise() ? "exercise" : "real");
        put(parameters, "text", search.text());
        put(parameters, "sort", search.sort() == Sort.DECLARED ? "" : word(search.sort()));
        put(parameters, "order", search.ascending() ? "up" : "");
        return new Location("incidents", QueryParameters.simple(parameters));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E named(E[] values, String name, E otherwise) {
        return Arrays.stream(values)
                .filter(it -> word(it).equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private static String text(QueryParameters parameters, String name) {
        String given = parameters.getSingleParameter(name).orElse("").strip();
        return given.length() > MOST ? "" : given;
    }
}
