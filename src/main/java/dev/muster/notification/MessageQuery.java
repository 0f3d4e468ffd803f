package dev.muster.notification;

import dev.muster.incident.IncidentId;
import java.util.List;
import java.util.Optional;

/** What screens and reports read about messages. */
public interface MessageQuery {

    /** Which messages a list shows: of one incident, with at least one copy in the state; empty is any. */
    record Filter(Optional<IncidentId> incident, Optional<DeliveryState> state) {

        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        public static Filter of(IncidentId incident) {
            return new Filter(Optional.of(incident), Optional.empty());
        }
    }

    /** Newest first. */
    List<Message> list(Filter filter, int offset, int limit);

    int count(Filter filter);
}
