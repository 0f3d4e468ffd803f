package dev.muster.notification;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one recurring job of the outbox. */
@Configuration(proxyBeanMethods = false)
class QuartzOutboxConfiguration {

    private static final int SECONDS = 2;

    @Bean
    JobDetail outboxSweep() {
        return JobBuilder.newJob(QuartzOutboxSweep.class)
                .withIdentity("sweep", "outbox")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger outboxSweepTrigger(JobDetail outboxSweep) {
        return TriggerBuilder.newTrigger()
                .forJob(outboxSweep)
                .withIdentity("sweep", "outbox")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
