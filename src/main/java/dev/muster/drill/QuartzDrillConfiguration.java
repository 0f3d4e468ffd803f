package dev.muster.drill;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one recurring job of drills. A look that Quartz missed is not made up for: the next one sees by our own row what
 * was due meanwhile, and writes down what was missed.
 */
@Configuration(proxyBeanMethods = false)
class QuartzDrillConfiguration {

    private static final int SECONDS = 15;

    @Bean
    JobDetail drillSweep() {
        return JobBuilder.newJob(QuartzDrillSweep.class)
                .withIdentity("sweep", "drills")
                .storeDurably()
                .build();
    }

    @Bean
    Trigger drillSweepTrigger(JobDetail drillSweep) {
        return TriggerBuilder.newTrigger()
                .forJob(drillSweep)
                .withIdentity("sweep", "drills")
                .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
