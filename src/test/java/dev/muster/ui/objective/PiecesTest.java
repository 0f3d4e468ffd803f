package dev.muster.ui.objective;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import dev.muster.attention.AttentionChanged;
import dev.muster.attention.Attentions;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.objective.FigureQuery;
import dev.muster.objective.ObjectiveWorld;
import dev.muster.objective.Prediction;
import dev.muster.objective.Predictions;
import dev.muster.plan.Plans;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private final ObjectiveWorld world = new ObjectiveWorld(LiveUpdates.class);
    private final IncidentId id = world.incidents.aDeclaredIncident();
    private final BrowserlessApplicationContext browsers = BrowserlessApplicationContext.create("dev.muster.nothing");

    @AfterEach
    void close() {
        browsers.close();
        world.close();
    }

    @Test
    void the_clocks_say_whether_we_make_it_and_what_eats_the_time() {
        world.aRestore(20, 2, "{}");
        world.aRestore(30, 2, "{}");
        world.aRestore(60, 2, "{}");

        ClockPanel clocks = window().find(ClockPanel.class).single();

        assertThat(text(clocks))
                .contains("RTO budget", "critical systems, left of 2 h", "Assessment, left of 1 h", "✓ likely")
                .contains("work left: usually 32 min, 9 of 10 within 1 h 2 min · 24 items by hand, not predicted")
                .contains("The load, usually 30 min, 9 of 10 within 1 h (Restore the database)");
        VerdictSign sign = (VerdictSign) clocks.getChildren()
                .flatMap(PiecesTest::all)
                .filter(VerdictSign.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(sign.getElement().getAttribute("tight-until")).isEqualTo("2026-11-22T13:24:00Z");
    }

    @Test
    void without_history_the_verdict_is_pending_and_says_what_is_missing() {
        BrowserlessUIContext window = window();

        assertThat(text(window.find(ClockPanel.class).single()))
                .contains("pending", "not enough history: 0 of 3 runs that went well");
        assertThat(text(window.find(PredictionLine.class).single()))
                .isEqualTo("How long it takes is pending: not enough history: 0 of 3 runs that went well");
    }

    @Test
    void a_way_out_has_a_button_or_the_reason_why_not() {
        long backup = world.aBackup(Duration.ofMinutes(70), 100, true);

        BrowserlessUIContext window = window();
        DecisionCardPanel decision = window.find(DecisionCardPanel.class).single();

        assertThat(text(decision)).contains("Cannot run now: the plan in force has no procedure fail-over-database.");
        for (String way : List.of("promote", "newest", "older", "wait")) {
            Component card = all(decision)
                    .filter(it -> ("way-" + way).equals(it.getTestId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(card))
                    .contains("Would be lost", "Takes", "Last proved", "Last went well", "Destroys", "Way back");
        }
        assertThat(window.find(Anchor.class, decision).all())
                .extracting(Anchor::getHref)
                .containsExactly("recover?procedure=restore-database&incident=" + id.value() + "&backup=" + backup);
    }

    @Test
    void the_list_comes_and_goes_by_itself_and_is_short_at_first() {
        BrowserlessUIContext window = window();
        AttentionList list = window.find(AttentionList.class).single();
        assertThat(text(list)).contains("Nothing waits for anybody.");
        assertThat(window.find(ListItem.class, list).all()).isEmpty();

        world.aRun("PAUSED", id, "{}", List.of("SUCCEEDED", "NEEDS_DECISION"), 10, 1);
        world.incidents.clock.turn(Duration.ofMinutes(121));
        world.incidents.context().publishEvent(new AttentionChanged());

        until(window, () -> !window.find(ListItem.class, list).all().isEmpty());
        assertThat(window.find(ListItem.class, list).all()).hasSize(6);
        assertThat(text(list)).contains("Waits for somebody (11)", "asks: no space left", "Overdue: Assessment item 1");
        Component asks = window.find(ListItem.class, list).all().getFirst();
        window.test(window.find(Button.class, list).single()).click();
        assertThat(window.find(ListItem.class, list).all()).hasSize(11).first().isSameAs(asks);

        world.incidents.incidents().cancel(id, "False alarm", IncidentWorld.COMMANDER);
        world.execute("update run set state = 'CANCELLED'");
        world.incidents.context().publishEvent(new AttentionChanged());
        until(window, () -> window.find(ListItem.class, list).all().isEmpty());
    }

    @Test
    void in_its_room_what_waits_for_somebody_leads_elsewhere_or_nowhere() {
        world.aRun("PAUSED", id, "{}", List.of("SUCCEEDED", "NEEDS_DECISION"), 10, 1);
        world.incidents.clock.turn(Duration.ofMinutes(121));
        BrowserlessUIContext window = browsers.newUser().newWindow();
        window.activate();
        AttentionList list =
                AttentionList.of(id, world.get(Attentions.class), world.get(LiveUpdates.class), world.incidents.clock);
        window.getUI().add(list);

        assertThat(text(list)).contains("Overdue: Assessment item 1").doesNotContain(id.toString());
        assertThat(window.find(Anchor.class, list).all())
                .extracting(Anchor::getHref)
                .singleElement()
                .asString()
                .startsWith("runs/");
    }

    private BrowserlessUIContext window() {
        BrowserlessUIContext window = browsers.newUser().newWindow();
        window.activate();
        RoomQuery.Room room = world.incidents.room(id);
        ClockPanel clocks = new ClockPanel();
        clocks.show(
                room.incident(),
                world.clocks(id),
                world.get(FigureQuery.class).figures(room.incident()),
                world.get(Plans.class).current().plan(),
                IncidentWorld.NOON);
        DecisionCardPanel decision = new DecisionCardPanel();
        decision.show(world.card(id), true, IncidentWorld.NOON);
        Prediction prediction = world.get(Predictions.class)
                .of(
                        world.get(Plans.class)
                                .current()
                                .plan()
                                .procedure(ObjectiveWorld.RESTORE)
                                .orElseThrow(),
                        Map.of());
        window.getUI()
                .add(
                        clocks,
                        decision,
                        new PredictionLine(prediction),
                        AttentionList.ofAll(
                                world.get(Attentions.class), world.get(LiveUpdates.class), world.incidents.clock));
        return window;
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static java.util.stream.Stream<Component> all(Component component) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(component), component.getChildren().flatMap(PiecesTest::all));
    }

    private static void until(BrowserlessUIContext window, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean met = false;
        while (!met && System.nanoTime() < end) {
            window.activate();
            var session = window.getUI().getSession();
            session.getService().runPendingAccessTasks(session);
            met = condition.getAsBoolean();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(met).isTrue();
    }
}
