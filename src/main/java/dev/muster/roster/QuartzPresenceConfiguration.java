package dev.muster.roster;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When to look who is here. */
@Configuration(proxyBeanMethods = false)
class QuartzPresenceConfiguration {

    private static final int SECONDS = 15;

    @Bean
    JobDetail presenceSweep() {
        return JobBuilder.newJob(QuartzPresenceSweep.class)
                .withIdentity("presence", "roster")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger presenceSweepTrigger(JobDetail presenceSweep) {
        return TriggerBuilder.newTrigger()
                .forJob(presenceSweep)
                .withIdentity("presence", "roster")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
