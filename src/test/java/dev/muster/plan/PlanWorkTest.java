package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.SmallPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** What works for a plan all the time ends with it. */
class PlanWorkTest {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Plans plans = Mockito.mock(Plans.class);
    private PlanWork work = work(true);

    @AfterEach
    void stop() {
        work.stop();
    }

    @Test
    void another_plan_ends_the_pieces_of_the_one_before_and_begins_its_own() throws InterruptedException {
        inForce("first");
        work.start();
        assertThat(next(3)).containsExactlyInAnyOrder("first is in force", "first begins", "first begins");

        inForce("second");
        work.on(new PlanChanged());

        assertThat(next(6))
                .containsExactlyInAnyOrder(
                        "first ends",
                        "first ends",
                        "second is in force",
                        "second begins",
                        "second begins",
                        "replanned");
    }

    @Test
    void what_is_stopped_ends_and_no_plan_begins_it_again() throws InterruptedException {
        inForce("first");
        work.start();
        next(3);

        work.stop();
        assertThat(work.isRunning()).isFalse();
        assertThat(next(2)).containsOnly("first ends");

        work.on(new PlanChanged());
        assertThat(told).isEmpty();
    }

    @Test
    void where_no_piece_is_wanted_the_plan_is_in_force_all_the_same() throws InterruptedException {
        work = work(false);
        inForce("first");
        work.start();
        assertThat(next(1)).containsExactly("first is in force");
        work.on(new PlanChanged());
        assertThat(next(2)).containsExactly("first is in force", "replanned");
        assertThat(told).isEmpty();
    }

    private void inForce(String name) {
        Plan plan = SmallPlan.of(Map.of("name", name));
        Mockito.when(plans.current()).thenReturn(new PlanVersion(1, "h".repeat(64), "s", Instant.EPOCH, plan));
    }

    private List<String> next(int count) throws InterruptedException {
        String[] next = new String[count];
        for (int each = 0; each < count; each++) {
            next[each] = Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS), "nothing was told");
        }
        return List.of(next);
    }

    private PlanWork work(boolean wanted) {
        return new PlanWork(plans, "test", wanted) {
            @Override
            protected void begins(Plan plan) {
                told.add(plan.name() + " is in force");
            }

            @Override
            protected Stream<Runnable> pieces(Plan plan) {
                return Stream.of(() -> piece(plan.name()), () -> piece(plan.name()));
            }

            @Override
            protected void replanned() {
                told.add("replanned");
            }
        };
    }

    private void piece(String plan) {
        told.add(plan + " begins");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            told.add(plan + " ends");
            Thread.currentThread().interrupt();
        }
    }
}
