package dev.muster.drill;

import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.springframework.stereotype.Component;

/** Reads schedules as Quartz does. */
@Component
class QuartzDrillTimes implements DrillTimes {

    @Override
    public List<Instant> next(String schedule, Instant after, int many) {
        List<Instant> times = new ArrayList<>();
        CronExpression cron = cron(schedule);
        Date next = cron.getNextValidTimeAfter(Date.from(after));
        while (next != null && times.size() < many) {
            times.add(next.toInstant());
            next = cron.getNextValidTimeAfter(next);
        }
        return times;
    }

    private static CronExpression cron(String schedule) {
        try {
            CronExpression cron = new CronExpression(schedule);
            cron.setTimeZone(TimeZone.getTimeZone("UTC"));
            return cron;
        } catch (ParseException e) {
            // The plan was validated with the same class.
            throw new IllegalArgumentException(e);
        }
    }
}
