package dev.muster.plan;

import java.util.List;

/**
 * A rehearsal on a schedule.
 *
 * @param schedule a cron expression of Quartz
 */
public record Drill(String key, String title, String schedule, String procedure, List<String> checks) {}
