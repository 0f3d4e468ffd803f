package dev.muster.ui.drill;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.muster.drill.Rehearsal;
import dev.muster.objective.Measure;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The last rehearsals of one drill as bars, the oldest first: how long each took, and which did not pass. */
final class DrillTrend extends Div {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LEAST = 6;

    /** @param newest the newest first */
    DrillTrend(List<Rehearsal> newest) {
        addClassName("drill-trend");
        long longest = newest.stream().mapToLong(DrillTrend::seconds).max().orElse(0);
        OrderedList bars = new OrderedList();
        bars.getElement().setAttribute("aria-label", "The last rehearsals, the oldest first");
        for (Rehearsal rehearsal : newest.reversed()) {
            bars.add(bar(rehearsal, longest));
        }
        add(bars, Words.text(summary(newest), "muted", "small"));
    }

    private static ListItem bar(Rehearsal rehearsal, long longest) {
        String words = DAY.format(rehearsal.dueAt() == null ? rehearsal.startedAt() : rehearsal.dueAt()) + ": "
                + rehearsal.state().name().toLowerCase(Locale.ROOT)
                + (rehearsal.duration() instanceof Measure.Measured<Duration> it
                        ? " in " + Words.duration(it.value())
                        : "");
        Span fill = new Span();
        fill.addClassName("fill");
        long share = longest == 0 ? 0 : seconds(rehearsal) * 100 / longest;
        fill.getStyle().set("height", Math.max(LEAST, share) + "%");
        Span sign = new Span(
                switch (rehearsal.state()) {
                    case RUNNING -> "▶";
                    case PASSED -> "✓";
                    case FAILED -> "✕";
                    case CANCELLED -> "–";
                    case MISSED -> "!";
                });
        fill.getElement().setAttribute("aria-hidden", "true");
        sign.getElement().setAttribute("aria-hidden", "true");
        Span told = new Span(words);
        told.addClassName("visually-hidden");
        ListItem item = new ListItem(fill, sign, told);
        item.addClassName(rehearsal.state().name().toLowerCase(Locale.ROOT));
        item.getElement().setAttribute("title", words);
        return item;
    }

    private static String summary(List<Rehearsal> newest) {
        List<Duration> took = newest.stream()
                .map(Rehearsal::duration)
                .filter(Measure.Measured.class::isInstance)
                .map(it -> ((Measure.Measured<Duration>) it).value())
                .sorted()
                .toList();
        String passed = took.size() + " of the last " + newest.size() + " passed";
        return took.isEmpty()
                ? passed
                : passed + "; the middle one took " + Words.duration(took.get((took.size() - 1) / 2)) + ", the longest "
                        + Words.duration(took.getLast());
    }

    private static long seconds(Rehearsal rehearsal) {
        return rehearsal.duration() instanceof Measure.Measured<Duration> it
                ? Math.max(1, it.value().toSeconds())
                : 0;
    }
}
