package dev.muster.notification;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Looks for copies that are due and for those that a dead console left. The sending itself is nobody's job here. */
@DisallowConcurrentExecution
class QuartzOutboxSweep implements Job {

    private final OutboxSender sender;

    QuartzOutboxSweep(OutboxSender sender) {
        this.sender = sender;
    }

    @Override
    public void execute(JobExecutionContext context) {
        sender.sweep();
    }
}
