package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import java.time.Duration;

/** One line of the story. */
final class TimelineLine extends ListItem {

    private static final Duration LATER = Duration.ofMinutes(1);

    TimelineLine(TimelineEntry entry) {
        Span sign = Words.text(sign(entry.kind()), "sign");
        sign.getElement().setAttribute("aria-hidden", "true");
        Span told = Words.text("", "told");
        told.add(Words.text(entry.text(), "text"));
        if (entry.runId() != null) {
            told.add(new Span(" "), new Anchor("runs/" + entry.runId(), "run " + entry.runId()));
        }
        Span by = Words.text(" " + entry.actorName(), "muted", "small");
        if (Duration.between(entry.happenedAt(), entry.writtenAt()).compareTo(LATER) > 0) {
            by.add(new Span(", written "), new WallTime(entry.writtenAt()));
        }
        told.add(by);
        add(new WallTime(entry.happenedAt()), sign, told);
        addClassName(entry.kind() == TimelineKind.NOTE ? "note" : "act");
    }

    private static String sign(TimelineKind kind) {
        return switch (kind) {
            case DECLARED -> "⚑";
            case STATE -> "◆";
            case ITEM -> "✓";
            case RUN -> "▶";
            case STEP -> "▸";
            case NOTE -> "✎";
            case ROLE, HANDOVER -> "⇄";
            case MESSAGE -> "✉";
            case SERVICE -> "●";
            case FIGURE -> "#";
        };
    }
}
