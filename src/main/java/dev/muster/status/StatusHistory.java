package dev.muster.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the services were, as it was written down. */
public interface StatusHistory {

    /** The newest first. */
    List<Transition> latest(String service, int limit);

    /** By service, the oldest first: all since that moment, and the one before it. */
    Map<String, List<Transition>> since(Instant from);

    /** Appends; in the caller's transaction. */
    void add(List<Transition> transitions);

    /** The last state of each service. */
    List<Transition> last();

    /**
     * Who writes; held until the caller's transaction ends.
     *
     * @param console empty: nobody has written yet
     * @param seenAt until when it had looked
     */
    record Writer(Optional<UUID> console, Optional<Instant> seenAt) {}

    Writer writer();

    /** Makes that console the writer; in the caller's transaction. */
    void writer(UUID console, Instant seenAt);
}
