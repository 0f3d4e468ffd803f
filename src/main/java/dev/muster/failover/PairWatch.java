package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanChanged;
import dev.muster.plan.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at both servers of every database that has a standby, all the time, each database on a thread of its own. */
@Component
class PairWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PairWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(200);

    private final Plans plans;
    private final PairJudge judge;
    private final boolean wanted;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("pair-", 0).factory());
    private final List<Future<?>> running = new ArrayList<>();
    private boolean started;

    PairWatch(Plans plans, PairJudge judge, @Value("${muster.probing:true}") boolean wanted) {
        this.plans = plans;
        this.judge = judge;
        this.wanted = wanted;
    }

    @EventListener
    synchronized void on(PlanChanged changed) {
        if (started) {
            halt();
            go();
        }
    }

    @Override
    public synchronized void start() {
        started = true;
        go();
    }

    private void go() {
        Plan plan = plans.current().plan();
        if (wanted) {
            plan.databases().stream()
                    .filter(it -> it.failover().isPresent())
                    .forEach(it -> running.add(threads.submit(() -> watch(plan, it))));
        }
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

    private void halt() {
        running.forEach(it -> it.cancel(true));
        running.clear();
    }

    @Override
    public synchronized void stop() {
        started = false;
        halt();
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }
}
