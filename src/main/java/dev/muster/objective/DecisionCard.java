package dev.muster.objective;

import dev.muster.incident.IncidentId;
import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
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
     * @param dataOf the moment whose data one would have afterwards
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
            Measure<Instant> dataOf,
            Measure<Estimate> takes,
            Measure<Instant> proved,
            Measure<Instant> tested,
            String destroys,
            String wayBack,
            List<String> cannot,
            Optional<Launch> launch) {

        /** What would be gone if it were taken at that moment, at most: it grows until it is taken. */
        public Measure<Duration> loss(Instant at) {
            return switch (dataOf) {
                case Measured<Instant> it ->
                    it.value().isAfter(at)
                            ? new Invalid<>("its data lies in the future")
                            : new Measured<>(Duration.between(it.value(), at));
                case Pending<Instant> it -> new Pending<>(it.waitsFor());
                case NotApplicable<Instant> it -> new NotApplicable<>(it.why());
                case Invalid<Instant> it -> new Invalid<>(it.reason());
            };
        }
    }

    /**
     * What the button opens.
     *
     * @param backup number of the backup that the launch proposes
     */
    public record Launch(String procedure, Optional<Long> backup) {}
}
