package dev.muster.drill;

import java.time.Instant;
import java.util.List;

/** When drills are due. Schedules are read in UTC, so that none is skipped or doubled when clocks are changed. */
public interface DrillTimes {

    /** The next times after a moment; fewer when the schedule ends. */
    List<Instant> next(String schedule, Instant after, int many);
}
