package dev.muster.ui.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.checklist.ChecklistService;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.common.Refused;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.plan.Plans;
import dev.muster.plan.Service;
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
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithMockUser;

@WithMockUser(username = "jane", roles = "COMMANDER")
class ServicesViewTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final Actor BOB = new Actor("bob", "Bob Johnson", Role.RESPONDER, "10.0.0.5");

    @Autowired
    private ApplicationContext console;

    @Autowired
    private Plans plans;

    @Autowired
    private Clock clock;

    @Autowired
    private MaintenanceService maintenance;

    @Autowired
    private IncidentService incidents;

    @Autowired
    private ChecklistService checklist;

    @Autowired
    private RoomQuery rooms;

    private StatedBoard board;

    @BeforeEach
    void everything_is_up() {
        board = new StatedBoard(console, plans.current().plan());
        board.everythingIs(ServiceState.UP, clock.instant());
    }

    @AfterEach
    void nothing_is_known_again() {
        board.everythingIs(ServiceState.UNKNOWN, clock.instant());
    }

    @Test
    void the_board_stands_by_tier_with_words_and_signs_and_moves_by_itself() {
        ServicesView view = navigate(ServicesView.class);
        assertThat(text(view)).contains("Critical", "PostgreSQL", "✓ up", "Non-critical", "Redis", "24 h pending");
        assertThat(text(view)).doesNotContain("✕ down");

        board.says("redis", ServiceState.DOWN, "takes no connections", clock.instant());
        console.publishEvent(new StatusChanged());

        until(() -> text(view).contains("✕ down") && text(view).contains("takes no connections"));
        assertThat(find(Button.class, view).withText("Declare incident…").exists())
                .isFalse();
    }

    @Test
    void a_critical_outage_offers_a_declaration_with_everything_filled_in_and_declares_nothing_by_itself() {
        Instant since = clock.instant();
        board.says("bdc", ServiceState.DOWN, "no answer within 1000 ms", since);
        board.says("postgresql", ServiceState.DOWN, "takes no connections", since);
        ServicesView view = navigate(ServicesView.class);

        test(find(Button.class, view).withTestId("declare-bdc").single()).click();

        CheckboxGroup<?> affected =
                find(CheckboxGroup.class).withCaption("Affected services").single();
        assertThat(affected.getValue())
                .extracting(it -> ((Service) it).key())
                .containsExactlyInAnyOrder("bdc", "postgresql");
        assertThat(find(TextField.class).withCaption("Title").single().getValue())
                .isEqualTo("Server hardware failure: PostgreSQL, BDC");
        assertThat(find(com.vaadin.flow.component.datetimepicker.DateTimePicker.class)
                        .withCaption("Noticed")
                        .single()
                        .getValue()
                        .atOffset(java.time.ZoneOffset.UTC)
                        .toInstant())
                .isBetween(since.minusSeconds(60), since);
    }

    @Test
    @WithMockUser(username = "vera", roles = "VIEWER")
    void a_viewer_sees_the_outage_and_declares_nothing() {
        board.says("bdc", ServiceState.DOWN, "no answer within 1000 ms", clock.instant());
        ServicesView view = navigate(ServicesView.class);
        assertThat(text(view)).contains("✕ down");
        assertThat(find(Button.class, view).exists()).isFalse();
    }

    @Test
    void announced_work_is_no_outage() {
        Instant now = clock.instant();
        long window = maintenance.announce("nginx", now, now.plus(Duration.ofHours(1)), "new certificate", JANE);
        board.says("nginx", ServiceState.DOWN, "takes no connections", now);
        ServicesView view = navigate(ServicesView.class);

        assertThat(text(view)).contains("■ maintenance", "new certificate (Jane Smith)");
        assertThat(find(Button.class, view).withTestId("declare-nginx").exists())
                .isFalse();
        maintenance.end(window, JANE);
        until(() -> !text(view).contains("new certificate"));
        assertThat(find(Button.class, view).withTestId("declare-nginx").exists())
                .isTrue();
    }

    @Test
    void maintenance_is_a_commanders_and_lies_ahead() {
        Instant now = clock.instant();
        assertThatThrownBy(() -> maintenance.announce("bdc", now, now.plusSeconds(60), "x", BOB))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> maintenance.announce("bcd", now, now.plusSeconds(60), "x", JANE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no service \"bcd\"");
        assertThatThrownBy(() -> maintenance.announce("bdc", now, now.minusSeconds(60), "x", JANE))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("End: ");
        assertThatThrownBy(() -> maintenance.announce("bdc", now, now.plusSeconds(60), "  ", JANE))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Reason: ");
    }

    @Test
    void the_item_of_the_checklist_ticks_itself_once_the_work_is_done_and_opens_when_a_service_falls() {
        IncidentId id = incidents.declare(
                new Declaration("cyber-attack", 1, "Services prove themselves", null, clock.instant()), JANE);
        console.publishEvent(new StatusChanged());
        Item needed = item(id, "execute-procedures");
        checklist.tick(needed.id(), needed.version(), JANE);

        until(() -> {
            console.publishEvent(new StatusChanged());
            return item(id, "verify-services").done();
        });
        assertThat(Objects.requireNonNull(item(id, "verify-services").evidence())
                        .text())
                .isEqualTo("all up: PostgreSQL, Redis, BDC, nginx");

        board.says("redis", ServiceState.UNKNOWN, "the console has no network", clock.instant());
        console.publishEvent(new StatusChanged());
        board.says("redis", ServiceState.DOWN, "takes no connections", clock.instant());
        until(() -> {
            console.publishEvent(new StatusChanged());
            return !item(id, "verify-services").done();
        });
        incidents.cancel(id, "a test", JANE);
    }

    @Test
    void latency_is_told_in_words_and_gaps_stay_gaps() {
        List<OptionalDouble> minutes = List.of(OptionalDouble.of(2), OptionalDouble.empty(), OptionalDouble.of(20));
        assertThat(Sparkline.words(minutes)).isEqualTo("last hour: 11 ms on average, 2.0 ms to 20 ms");
        assertThat(Sparkline.words(List.of(OptionalDouble.empty()))).isEqualTo("no answer in the last hour");
        assertThat(Sparkline.polygon(minutes)).contains("33.3% 100%, 66.7% 100%", "66.7% 0.0%, 100.0% 0.0%");
        assertThat(ServiceCard.percent(OptionalDouble.of(0.999999))).isEqualTo("99.99 %");
        assertThat(ServiceCard.percent(OptionalDouble.empty())).isEqualTo("pending");
    }

    private Item item(IncidentId id, String key) {
        return rooms.room(id).orElseThrow().phases().stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            find(Div.class).exists();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
