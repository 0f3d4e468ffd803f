package dev.muster.incident;

import java.util.List;
import java.util.Optional;

/** What screens and reports read about incidents. */
public interface IncidentQuery {

    /** Which incidents a list shows. */
    enum Filter {
        OPEN,
        ENDED,
        ALL
    }

    Optional<Incident> find(IncidentId id);

    /** Newest first. */
    List<Incident> list(Filter filter, int offset, int limit);

    int count(Filter filter);
}
