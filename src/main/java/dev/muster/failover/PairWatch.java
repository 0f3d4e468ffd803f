package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanWork;
import dev.muster.plan.Plans;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks at both servers of every database that has a standby, all the time, each database on a thread of its own. */
@Component
class PairWatch extends PlanWork {

    private static final Logger LOG = LoggerFactory.getLogger(PairWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(200);

    private final PairJudge judge;

    PairWatch(Plans plans, PairJudge judge, @Value("${muster.probing:true}") boolean wanted) {
        super(plans, "pair", wanted);
        this.judge = judge;
    }

    @Override
    protected Stream<Runnable> pieces(Plan plan) {
        return plan.databases().stream().filter(it -> it.failover().isPresent()).map(it -> () -> watch(plan, it));
    }

    private void watch(Plan plan, Database database) {
        String trouble = "";
        while (!Thread.currentThread().isInterrupted()) {
            boolean soon = false;
            try {
                soon = judge.look(plan, database);
                trouble = "";
            } catch (RuntimeException e) {
                // The next look is a second away; the console's own database may be what is down.
                String message = String.valueOf(e.getMessage());
                if (!message.equals(trouble) && !Thread.currentThread().isInterrupted()) {
                    LOG.warn("The servers of {} cannot be watched: {}", database.key(), message);
                }
                trouble = message;
            }
            try {
                Thread.sleep(soon ? SOON : EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
