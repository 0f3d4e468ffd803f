package dev.muster.roster;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Finds out who has gone quiet. */
@DisallowConcurrentExecution
class QuartzPresenceSweep implements Job {

    private final PresenceLog presence;

    QuartzPresenceSweep(PresenceLog presence) {
        this.presence = presence;
    }

    @Override
    public void execute(JobExecutionContext context) {
        presence.look();
    }
}
