package dev.muster.objective;

import dev.muster.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ways out of an incident side by side, as the plan offers them for its scenario and as they stand now.
 *
 * @param scenario its title
 */
public record DecisionCard(IncidentId incident, String scenario, List<Way> ways) {

    /**
     * One way out.
     *
     * @param advice what it means in this scenario
     * @param loss what would be gone if it were taken now, at most; it grows until it is taken
     * @param dataOf the moment whose data one would have afterwards; empty when that is not known
     * @param takes how long it would run
     * @param proved when what it works with was last proved: the backup restored and compared
     * @param tested when its procedure last went well
     * @param cannot why it cannot be chosen now; empty when it can
     * @param launch where it is launched; empty when there is nothing to launch
     */
    public record Way(
            String key,
            String title,
            String advice,
            Measure<Duration> loss,
            Optional<Instant> dataOf,
            Measure<Estimate> takes,
            Measure<Instant> proved,
            Measure<Instant> tested,
            String destroys,
            String wayBack,
            List<String> cannot,
            Optional<Launch> launch) {}

    /**
     * What the button opens.
     *
     * @param backup number of the backup that the launch proposes
     */
    public record Launch(String procedure, Optional<Long> backup) {}
}
