package dev.muster.command;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Finds offers that nobody answers. */
@DisallowConcurrentExecution
class QuartzHandoverSweep implements Job {

    private final SilentHandovers silent;

    QuartzHandoverSweep(SilentHandovers silent) {
        this.silent = silent;
    }

    @Override
    public void execute(JobExecutionContext context) {
        silent.passOn();
    }
}
