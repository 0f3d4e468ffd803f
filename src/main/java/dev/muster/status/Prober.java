package dev.muster.status;

import dev.muster.plan.Plan;
import dev.muster.plan.PlanChanged;
import dev.muster.plan.Plans;
import dev.muster.plan.ServiceProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at all that the plan names, each probe by itself on a virtual thread: one that hangs holds up nobody else. It never
 * waits for the database: what it saw goes to the board, and what has changed to the teller.
 */
@Component
class Prober implements SmartLifecycle {

    /** After a look that speaks against the state it looks again so soon, however seldom it looks else. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Plans plans;
    private final LiveBoard board;
    private final Looks looks;
    private final StatusTeller teller;
    private final Clock clock;
    private final boolean wanted;
    private final ExecutorService pool = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("probe-", 0).factory());
    private final List<Future<?>> running = new ArrayList<>();
    private boolean started;

    Prober(
            Plans plans,
            LiveBoard board,
            Looks looks,
            StatusTeller teller,
            Clock clock,
            @Value("${muster.probing:true}") boolean wanted) {
        this.plans = plans;
        this.board = board;
        this.looks = looks;
        this.teller = teller;
        this.clock = clock;
        this.wanted = wanted;
    }

    @EventListener
    synchronized void on(PlanChanged changed) {
        if (started) {
            halt();
            go();
            teller.changed();
        }
    }

    @Override
    public synchronized void start() {
        started = true;
        go();
    }

    private void go() {
        Plan plan = plans.current().plan();
        board.show(plan);
        if (wanted) {
            plan.probes().forEach(probe -> running.add(pool.submit(() -> watch(probe, looks.look(probe, plan)))));
        }
    }

    private void watch(ServiceProbe probe, Look look) {
        Asking asking = new Asking(look, probe.timeout(), pool);
        try (look) {
            // Not all at the same moment, now and ever after.
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current()
                    .nextLong(Math.min(
                            probe.every().toNanos(), Duration.ofSeconds(1).toNanos()))));
            while (true) {
                long begun = System.nanoTime();
                asking.ask()
                        .flatMap(it -> board.record(probe, it, clock.instant()))
                        .ifPresent(teller::moved);
                Duration pause = board.wavers(probe) && SOON.compareTo(probe.every()) < 0 ? SOON : probe.every();
                Thread.sleep(Duration.ofNanos(Math.max(0, pause.toNanos() - (System.nanoTime() - begun))));
            }
        } catch (InterruptedException e) {
            // Another plan, or the end.
            Thread.currentThread().interrupt();
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
