package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a run driven: at once and by this console when it is wanted now, else by Quartz at its time. A ping that is lost
 * does no harm: the sweep of any console sends another one.
 */
@Component
class QuartzRunPings {

    private static final Logger LOG = LoggerFactory.getLogger(QuartzRunPings.class);
    private static final String GROUP = "runs";

    private final RunDriver driver;
    private final Scheduler scheduler;
    private final TransactionTemplate alone;
    private final Clock clock;

    QuartzRunPings(RunDriver driver, Scheduler scheduler, PlatformTransactionManager transactions, Clock clock) {
        this.driver = driver;
        this.scheduler = scheduler;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunWanted wanted) {
        if (wanted.in().isZero()) {
            Thread.ofVirtual().name("run-" + wanted.run() + "-driver").start(() -> drive(wanted.run()));
        } else {
            schedule(wanted.run() + "-" + UUID.randomUUID(), wanted.run(), wanted.in());
        }
    }

    private void drive(RunId run) {
        try {
            driver.drive(run);
        } catch (RuntimeException e) {
            LOG.warn("Run {} will be found by the sweep: {}", run, e.getMessage());
        }
    }

    /** At most one of these waits at a time. */
    void again(RunId run) {
        schedule(run + "-again", run, Duration.ZERO);
    }

    private void schedule(String name, RunId run, Duration in) {
        JobDetail job = JobBuilder.newJob(QuartzRunTick.class)
                .withIdentity(new JobKey(name, GROUP))
                .usingJobData(QuartzRunTick.RUN, run.toString())
                .requestRecovery()
                .build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(name, GROUP)
                .startAt(Date.from(clock.instant().plus(in)))
                .build();
        try {
            // The listener runs while the connection of the transaction before is still bound: use another one.
            alone.executeWithoutResult(status -> {
                try {
                    scheduler.scheduleJob(job, trigger);
                } catch (ObjectAlreadyExistsException e) {
                    LOG.debug("Run {} is already told to go on", run);
                } catch (SchedulerException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("Run {} will be found by the sweep: {}", run, e.getMessage());
        }
    }
}
