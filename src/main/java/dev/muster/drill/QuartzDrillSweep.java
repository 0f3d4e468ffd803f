package dev.muster.drill;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Looks whether a drill is due. */
@DisallowConcurrentExecution
class QuartzDrillSweep implements Job {

    private final DrillLauncher launcher;

    QuartzDrillSweep(DrillLauncher launcher) {
        this.launcher = launcher;
    }

    @Override
    public void execute(JobExecutionContext context) {
        launcher.look();
    }
}
