package dev.muster.ui.now;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.plan.Plans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.status.MaintenanceService;
import dev.muster.status.ServiceState;
import dev.muster.status.StatedBoard;
import dev.muster.status.StatusChanged;
import dev.muster.testing.MusterTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "jane", roles = "COMMANDER")
class NowViewTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    @Autowired
    private IncidentService incidents;

    @Autowired
    private Clock clock;

    @Autowired
    private MaintenanceService maintenance;

    @Autowired
    private Plans plans;

    @Autowired
    private ApplicationContext console;

    @Test
    void an_incident_appears_in_the_open_page_with_its_room_and_leaves_it() {
        NowView view = navigate(NowView.class);

        IncidentId id =
                incidents.declare(new Declaration("cyber-attack", 1, "Now shows a heron", null, clock.instant()), JANE);
        until(() -> text(view).contains("Now shows a heron"));
        assertThat(text(view)).contains("SEV 1", id.toString(), "Jane Smith commands");
        assertThat(find(Span.class, view).withText("✓ all quiet").exists()).isFalse();
        assertThat(find(Anchor.class, view).all()).extracting(Anchor::getHref).contains("incidents/" + id.value());

        incidents.cancel(id, "False alarm", JANE);
        until(() -> !text(view).contains("Now shows a heron"));
    }

    @Test
    void without_a_backup_it_says_that_nothing_could_be_restored() {
        assertThat(text(navigate(NowView.class)))
                .contains("✕ none", "nothing could be restored", "Nothing was launched here yet.");
    }

    @Test
    void nothing_is_called_quiet_while_a_service_is_down() {
        StatedBoard board = new StatedBoard(console, plans.current().plan());
        int services = plans.current().plan().services().size();
        try {
            board.everythingIs(ServiceState.UP, clock.instant());
            NowView view = navigate(NowView.class);
            console.publishEvent(new StatusChanged());
            until(() -> text(view).contains("✓ all " + services + " up"));
            assertThat(text(view)).contains("✓ all quiet");

            board.says("bdc", ServiceState.DOWN, "takes no connections", clock.instant());
            console.publishEvent(new StatusChanged());

            until(() -> text(view).contains("○ none declared"));
            assertThat(text(view))
                    .contains("✕ BDC down", "✓ " + (services - 1) + " up")
                    .doesNotContain("✓ all quiet");
        } finally {
            board.everythingIs(ServiceState.UNKNOWN, clock.instant());
        }
    }

    @Test
    void a_service_that_is_down_for_announced_work_alarms_nobody() {
        StatedBoard board = new StatedBoard(console, plans.current().plan());
        Instant now = clock.instant();
        long window = maintenance.announce("bdc", now, now.plus(Duration.ofHours(1)), "new kernel", JANE);
        try {
            board.everythingIs(ServiceState.UP, now);
            board.says("bdc", ServiceState.DOWN, "takes no connections", now);

            NowView view = navigate(NowView.class);
            console.publishEvent(new StatusChanged());

            until(() -> text(view).contains("■ BDC in maintenance"));
            assertThat(text(view)).contains("up").doesNotContain("BDC down");
        } finally {
            maintenance.end(window, JANE);
            board.everythingIs(ServiceState.UNKNOWN, clock.instant());
        }
    }

    @Test
    void a_commander_declares_from_here() {
        assertThat(find(Button.class, navigate(NowView.class))
                        .withText("Declare incident…")
                        .exists())
                .isTrue();
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_declares_nothing() {
        assertThat(find(Button.class, navigate(NowView.class))
                        .withText("Declare incident…")
                        .exists())
                .isFalse();
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            // Looking for something also runs what waits for its turn in this UI.
            find(com.vaadin.flow.component.html.Div.class).exists();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String text(NowView view) {
        return view.getElement().getTextRecursively();
    }
}
