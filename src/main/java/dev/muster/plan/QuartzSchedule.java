package dev.muster.plan;

import java.text.ParseException;
import org.quartz.CronExpression;

/** Judges cron expressions as the scheduler will. */
final class QuartzSchedule {

    private QuartzSchedule() {}

    /** Why the expression cannot be used; empty when it can. */
    static String fault(String expression) {
        try {
            CronExpression.validateExpression(expression);
            return "";
        } catch (ParseException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
