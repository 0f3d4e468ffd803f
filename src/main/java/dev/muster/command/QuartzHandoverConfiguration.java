package dev.muster.command;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When to look for offers that nobody answers. */
@Configuration(proxyBeanMethods = false)
class QuartzHandoverConfiguration {

    private static final int SECONDS = 10;

    @Bean
    JobDetail handoverSweep() {
        return JobBuilder.newJob(QuartzHandoverSweep.class)
                .withIdentity("sweep", "handovers")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger handoverSweepTrigger(JobDetail handoverSweep) {
        return TriggerBuilder.newTrigger()
                .forJob(handoverSweep)
                .withIdentity("sweep", "handovers")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
