package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Drives one run once, in Quartz' thread. */
class QuartzRunTick implements Job {

    static final String RUN = "run";

    private final RunDriver driver;

    QuartzRunTick(RunDriver driver) {
        this.driver = driver;
    }

    @Override
    public void execute(JobExecutionContext context) {
        driver.drive(new RunId(Long.parseLong(context.getMergedJobDataMap().getString(RUN))));
    }
}
