package dev.muster.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import dev.muster.common.Changed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells open screens that something changed. A screen subscribes while it is attached to the very fact that it shows
 * and reads again when told. Facts that come while one reading is still waiting for its turn are folded into it, so a
 * slow browser is told less often and never holds up anybody else.
 */
@org.springframework.stereotype.Component
public class LiveUpdates implements DisposableBean {

    private final Map<Changed, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private record Subscription(Component component, UI ui, Runnable refresh, AtomicBoolean waiting) {}

    /** Calls {@code refresh} in the component's UI after each commit that published an equal fact. */
    public void whileAttached(Component component, Changed fact, Runnable refresh) {
        component.addAttachListener(event -> subscribe(component, fact, refresh));
        if (component.isAttached()) {
            subscribe(component, fact, refresh);
        }
    }

    private void subscribe(Component component, Changed fact, Runnable refresh) {
        Subscription subscription =
                new Subscription(component, component.getUI().orElseThrow(), refresh, new AtomicBoolean());
        subscriptions.computeIfAbsent(fact, it -> new CopyOnWriteArrayList<>()).add(subscription);
        Registration[] registration = new Registration[1];
        registration[0] = component.addDetachListener(event -> {
            registration[0].remove();
            subscriptions.computeIfPresent(fact, (key, list) -> {
                list.remove(subscription);
                return list.isEmpty() ? null : list;
            });
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(Changed fact) {
        for (Subscription subscription : subscriptions.getOrDefault(fact, List.of())) {
            if (subscription.waiting.compareAndSet(false, true)) {
                executor.execute(() -> tell(subscription));
            }
        }
    }

    private static void tell(Subscription subscription) {
        try {
            subscription.ui.access(() -> {
                // First, so that a fact that comes while the screen reads makes it read once more.
                subscription.waiting.set(false);
                if (subscription.component.isAttached()) {
                    subscription.refresh.run();
                }
            });
        } catch (UIDetachedException e) {
            // The browser left between the fact and its telling: nobody is there to be told.
            subscription.waiting.set(false);
        }
    }

    @Override
    public void destroy() {
        executor.close();
    }
}
