package dev.muster.recovery.engine;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one recurring job of the engine. */
@Configuration(proxyBeanMethods = false)
class QuartzRunConfiguration {

    private static final int SECONDS = 2;

    @Bean
    JobDetail runSweep() {
        return JobBuilder.newJob(QuartzRunSweep.class)
                .withIdentity("sweep", "engine")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger runSweepTrigger(JobDetail runSweep) {
        return TriggerBuilder.newTrigger()
                .forJob(runSweep)
                .withIdentity("sweep", "engine")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
