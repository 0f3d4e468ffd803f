package dev.muster.status;

import dev.muster.plan.Plan;
import dev.muster.plan.PlanWork;
import dev.muster.plan.Plans;
import dev.muster.plan.ServiceProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Looks at all that the plan names, each probe by itself on a virtual thread: one that hangs holds up nobody else. It never
 * waits for the database: what it saw goes to the board, and what has changed to the teller.
 */
@Component
class Prober extends PlanWork {

    /** After a look that speaks against the state it looks again so soon, however seldom it looks else. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final LiveBoard board;
    private final Looks looks;
    private final StatusTeller teller;
    private final Clock clock;

    Prober(
            Plans plans,
            LiveBoard board,
            Looks looks,
            StatusTeller teller,
            Clock clock,
            @Value("${muster.probing:true}") boolean wanted) {
        super(plans, "probe", wanted);
        this.board = board;
        this.looks = looks;
        this.teller = teller;
        this.clock = clock;
    }

    @Override
    protected void begins(Plan plan) {
        board.show(plan);
    }

    @Override
    protected Stream<Runnable> pieces(Plan plan) {
        return plan.probes().stream().map(it -> () -> watch(it, looks.look(it, plan)));
    }

    @Override
    protected void replanned() {
        teller.changed();
    }

    private void watch(ServiceProbe probe, Look look) {
        Asking asking = new Asking(look, probe.timeout(), threads);
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
}
