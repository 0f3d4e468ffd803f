package dev.muster.incident;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What screens and reports read about incidents. */
public interface IncidentQuery {

    /** Which incidents a list shows. */
    enum Filter {
        OPEN,
        ENDED,
        ALL
    }

    /** By what a list is sorted; equal ones newest first. */
    enum Sort {
        DECLARED,
        SEVERITY,
        STATE,
        TITLE,
        RESOLVED
    }

    /**
     * What a list asks for. What is null does not narrow it.
     *
     * @param text found in title, scenario key, commander's name or number ("42" and "INC-42"), in any case of letters
     */
    record Search(
            Filter filter,
            @Nullable IncidentState state,
            @Nullable Integer severity,
            @Nullable Boolean exercise,
            String text,
            Sort sort,
            boolean ascending) {

        /** All of them, newest first. */
        public static final Search ALL = new Search(Filter.ALL, null, null, null, "", Sort.DECLARED, false);
    }

    Optional<Incident> find(IncidentId id);

    /** Newest first. */
    List<Incident> list(Filter filter, int offset, int limit);

    int count(Filter filter);

    List<Incident> list(Search search, int offset, int limit);

    int count(Search search);

    /** Its whole life, oldest first. */
    List<IncidentMove> moves(IncidentId id);

    /** The figures that a person has declared unknown. */
    List<UnknownFigure> unknownFigures(IncidentId id);
}
