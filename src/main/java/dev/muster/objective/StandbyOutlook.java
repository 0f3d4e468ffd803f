package dev.muster.objective;

import dev.muster.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What whoever watches a standby knows of it. Answers from memory: a card must not wait for a dead server. */
public interface StandbyOutlook {

    /**
     * @param dataOf the moment up to which the standby has everything; empty when nobody has seen both servers
     * @param seenWell when it was last seen connected to its primary
     * @param wayBack how the way back stands, as a sentence
     * @param cannot why it may not be promoted, whatever the pre-flight finds
     */
    record Outlook(Optional<Instant> dataOf, Optional<Instant> seenWell, String wayBack, List<String> cannot) {}

    /** Empty when the plan gives the database no standby. */
    Optional<Outlook> of(Plan plan, String database);
}
