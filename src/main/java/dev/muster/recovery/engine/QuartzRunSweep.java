package dev.muster.recovery.engine;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Finds runs that should be driven and that nobody drives: lost ticks, dead workers. */
@DisallowConcurrentExecution
class QuartzRunSweep implements Job {

    private final JooqLeases leases;
    private final QuartzRunPings pings;

    QuartzRunSweep(JooqLeases leases, QuartzRunPings pings) {
        this.leases = leases;
        this.pings = pings;
    }

    @Override
    public void execute(JobExecutionContext context) {
        leases.abandoned().forEach(pings::again);
    }
}
