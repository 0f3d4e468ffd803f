package dev.muster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Work for the plan in force that goes on as long as the console runs, each piece on a thread of its own. When another
 * plan comes into force every piece is interrupted, and those of the new plan begin.
 */
public abstract class PlanWork implements SmartLifecycle {

    /** Takes the pieces, and what a piece itself gives away. */
    protected final ExecutorService threads;

    private final Plans plans;
    private final boolean wanted;
    private final List<Future<?>> running = new ArrayList<>();
    private boolean started;

    /**
     * @param name of the threads, for whoever reads a dump of them
     * @param wanted whether there is to be any piece at all
     */
    protected PlanWork(Plans plans, String name, boolean wanted) {
        this.plans = plans;
        this.wanted = wanted;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Called before the pieces of this plan begin, also when none is wanted. */
    protected void begins(Plan plan) {}

    /** The pieces for this plan; each works until it is interrupted. */
    protected abstract Stream<Runnable> pieces(Plan plan);

    /** Called when the pieces of another plan have begun. */
    protected void replanned() {}

    @EventListener
    public synchronized void on(PlanChanged changed) {
        if (started) {
            halt();
            go();
            replanned();
        }
    }

    @Override
    public synchronized void start() {
        started = true;
        go();
    }

    private void go() {
        Plan plan = plans.current().plan();
        begins(plan);
        if (wanted) {
            pieces(plan).forEach(it -> running.add(threads.submit(it)));
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
