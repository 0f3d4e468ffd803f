package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Incident;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One phase: how far it is, how long there is, its items. */
final class PhasePanel extends NativeDetails {

    private final Span progress = new Span();
    private final RunningClock clock = new RunningClock();
    private final Span left = Words.text("", "badge", "warn", "num");
    private final Map<Long, ItemRow> rows = new LinkedHashMap<>();

    PhasePanel(RoomDesk desk, Incident incident, RoomQuery.PhaseRow phase, Runnable changed) {
        addClassName("phase");
        left.add(clock, new Span(" left"));
        Div head = new Div(
                progress,
                Words.text(phase.position() + " " + phase.title(), "strong"),
                Words.text(window(phase), "muted", "small"),
                Words.text("", "grow"),
                left);
        head.addClassName("head");
        setSummary(head);
        Div items = new Div();
        for (Item item : phase.items()) {
            ItemRow row =
                    new ItemRow(desk, incident, item, incident.declaredAt().plus(phase.to()), changed);
            rows.put(item.id(), row);
            items.add(row);
        }
        setContent(items);
    }

    void show(
            Incident incident,
            RoomQuery.PhaseRow phase,
            boolean current,
            Optional<Long> next,
            List<RunQuery.Summary> runs,
            Instant now) {
        String count = phase.done() + "/" + phase.items().size();
        Words.replace(
                progress,
                phase.complete()
                        ? Words.badge("✓ " + count, "ok")
                        : current || phase.done() > 0 ? Words.badge("▶ " + count, "run") : Words.badge(count));
        left.setVisible(current && incident.state().open());
        clock.downTo(incident.declaredAt().plus(phase.to()), now);
        for (Item item : phase.items()) {
            ItemRow row = rows.get(item.id());
            if (row != null) {
                row.show(incident, item, next.filter(it -> it == item.id()).isPresent(), newest(runs, item.id()));
            }
        }
    }

    private static Optional<RunQuery.Summary> newest(List<RunQuery.Summary> runs, long item) {
        return runs.stream()
                .filter(it -> it.item() != null && it.item() == item)
                .max(java.util.Comparator.comparing(RunQuery.Summary::launchedAt));
    }

    private static String window(RoomQuery.PhaseRow phase) {
        Duration from = phase.from();
        Duration to = phase.to();
        return from.toMinutes() % 60 == 0 && to.toMinutes() % 60 == 0 && !from.isZero()
                ? from.toHours() + "–" + to.toHours() + " h"
                : from.toMinutes() + "–" + to.toMinutes() + " min";
    }
}
