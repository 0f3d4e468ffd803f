package dev.muster.ui.objective;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import dev.muster.attention.Attentions;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.IncidentId;
import dev.muster.incident.SamplePlan;
import dev.muster.objective.ClockQuery;
import dev.muster.objective.DecisionQuery;
import dev.muster.objective.FigureQuery;
import dev.muster.objective.ObjectiveWorld;
import dev.muster.objective.Predictions;
import dev.muster.plan.Plans;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The pieces of this package on one page, for the incident 1. */
@EnableTransactionManagement(proxyTargetClass = true)
@Import(LiveUpdates.class)
class ObjectiveScreens {

    @Route(value = "pieces", registerAtStartup = false)
    static class Pieces extends Div {

        final ClockPanel clocks = new ClockPanel();
        final DecisionCardPanel decision = new DecisionCardPanel();
        final PredictionLine prediction;
        final AttentionList attention;

        Pieces(
                RoomQuery rooms,
                ClockQuery clockQuery,
                FigureQuery figures,
                DecisionQuery decisions,
                Predictions predictions,
                Plans plans,
                Attentions attentions,
                LiveUpdates live,
                Clock clock) {
            RoomQuery.Room room = rooms.room(new IncidentId(1)).orElseThrow();
            clocks.show(
                    clockQuery.clocks(room),
                    figures.figures(room.incident()),
                    SamplePlan.OBJECTIVES,
                    room.incident().state().open(),
                    clock.instant());
            decision.show(decisions.card(room.incident()), true, clock.instant());
            prediction = new PredictionLine(predictions.of(
                    plans.current().plan().procedure(ObjectiveWorld.RESTORE).orElseThrow(), Map.of()));
            attention = AttentionList.ofAll(attentions, live, clock);
            add(clocks, attention, decision, prediction);
        }
    }
}
