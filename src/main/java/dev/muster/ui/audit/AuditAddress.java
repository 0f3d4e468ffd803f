package dev.muster.ui.audit;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.audit.AuditQuery.Filter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands in the address of the page: the search, and the row that is open.
 *
 * @param row empty when no row is open
 */
record AuditAddress(Filter filter, OptionalLong row) {

    /** Reads an address; a value that makes no sense asks for nothing. */
    static AuditAddress of(QueryParameters parameters) {
        Filter filter = new Filter(
                moment(parameters, "from").orElse(null),
                moment(parameters, "until").orElse(null),
                text(parameters, "person"),
                text(parameters, "act"),
                text(parameters, "subject"),
                text(parameters, "text"));
        String row = text(parameters, "row");
        return new AuditAddress(
                filter, row.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(row)) : OptionalLong.empty());
    }

    Location location() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "from", filter.from() == null ? "" : filter.from().toString());
        put(parameters, "until", filter.until() == null ? "" : filter.until().toString());
        put(parameters, "person", filter.actor());
        put(parameters, "act", filter.action());
        put(parameters, "subject", filter.subject());
        put(parameters, "text", filter.text());
        put(parameters, "row", row.isPresent() ? String.valueOf(row.getAsLong()) : "");
        return new Location("audit", QueryParameters.simple(parameters));
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private static String text(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).orElse("").strip();
    }

    private static Optional<Instant> moment(QueryParameters parameters, String name) {
        try {
            return Optional.of(Instant.parse(text(parameters, name)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
