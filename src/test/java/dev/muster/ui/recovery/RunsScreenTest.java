package dev.muster.ui.recovery;

import static dev.muster.ui.recovery.StatedRecovery.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.recovery.RunList.Filter;
import dev.muster.recovery.RunList.Show;
import dev.muster.recovery.RunListChanged;
import dev.muster.recovery.RunState;
import dev.muster.recovery.StepState;
import dev.muster.testing.MusterTest;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "vera", roles = "VIEWER")
class RunsScreenTest extends MusterTest {

    private final StatedRecovery recovery = new StatedRecovery();

    @Autowired
    private LiveUpdates liveUpdates;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void a_new_run_and_its_progress_appear_in_the_open_page() {
        RunsView view = shown();
        assertThat(find(Paragraph.class, view).single().getText()).startsWith("No procedure has been run yet");

        recovery.run(1, RunState.RUNNING, null, Map.of(), step(1, "a", "Find", StepState.RUNNING));
        events.publishEvent(new RunListChanged());
        until(() -> rows(view).size() == 1);
        assertThat(rows(view).getFirst())
                .contains("▶ running", "Run 1 · Restore the database", "0 of 1 steps", "INC-42");

        recovery.run(1, RunState.FAILED, "tools missing", Map.of(), step(1, "a", "Find", StepState.FAILED));
        recovery.run(2, RunState.QUEUED, null, Map.of());
        events.publishEvent(new RunListChanged());
        until(() -> rows(view).size() == 2);
        assertThat(rows(view).get(0)).contains("Run 2");
        assertThat(rows(view).get(1)).contains("✕ failed", "tools missing");
    }

    @Test
    void the_choice_comes_from_the_address_and_is_counted() {
        recovery.run(1, RunState.FAILED, "tools missing", Map.of());
        recovery.run(2, RunState.SUCCEEDED, null, Map.of());
        recovery.run(3, RunState.INTERRUPTED, "console ended", Map.of());

        assertThat(RunsAddress.filter(QueryParameters.fromString("show=waiting&text=Restore")))
                .isEqualTo(new Filter(Show.WAITING, "Restore"));
        assertThat(RunsAddress.filter(QueryParameters.fromString("show=nonsense%27--")))
                .isEqualTo(Filter.EVERYTHING);
        assertThat(RunsAddress.of(new Filter(Show.WAITING, "a b")).getPathWithQueryParameters())
                .isEqualTo("runs?show=waiting&text=a%20b");

        RunsView view = shown();
        assertThat(find(Anchor.class, view).all())
                .extracting(Anchor::getText)
                .contains("All 3", "At work 0", "Waiting 1", "Succeeded 1", "Failed 1");
    }

    @Test
    void the_address_fills_the_search_and_an_empty_answer_says_so() {
        UI.getCurrent().navigate(RunsView.class, QueryParameters.fromString("show=failed&text=no+such+thing"));
        RunsView view = find(RunsView.class).single();
        assertThat(find(TextField.class, view).single().getValue()).isEqualTo("no such thing");
        assertThat(find(Paragraph.class, view).single().getText()).startsWith("No run matches this search");
    }

    @Test
    void an_unknown_run_says_so() {
        UI.getCurrent().navigate("runs/999999");
        assertThat(find(RunView.class).single().getElement().getTextRecursively())
                .contains("There is no such run", "All runs");
    }

    private RunsView shown() {
        RunsView view = new RunsView(recovery, liveUpdates);
        UI.getCurrent().add(view);
        events.publishEvent(new RunListChanged());
        until(() -> find(Anchor.class, view).all().size() >= Show.values().length);
        return view;
    }

    private List<String> rows(RunsView view) {
        return find(RunRow.class, view).all().stream()
                .map(it -> it.getElement().getTextRecursively())
                .toList();
    }

    private void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            // Looking for something also runs what waits for its turn in this UI.
            find(com.vaadin.flow.component.html.Div.class).exists();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
