package dev.muster.plan;

import java.util.List;
import java.util.Optional;

/**
 * A rehearsal on a schedule.
 *
 * @param schedule a cron expression of Quartz, in UTC
 * @param procedure one that works on a scratch copy: nobody confirms what the schedule launches
 */
public record Drill(String key, String title, String schedule, String procedure, List<Check> checks) {

    /**
     * What the rehearsal must show.
     *
     * @param step type of the step of the procedure that proves it; empty where a person looks
     */
    public record Check(String title, Optional<String> step) {}
}
