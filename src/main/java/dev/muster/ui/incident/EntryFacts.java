package dev.muster.ui.incident;

import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.checklist.ItemAct;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineQuery.Marks;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one line of the story shows, as its element in the browser reads it.
 * What can be done with it is known there: it is the same for all lines.
 */
record EntryFacts(TimelineEntry entry) {

    static final String PIN = "pin";
    static final String UNPIN = "unpin";
    static final String CORRECT = "correct";

    private static final Duration LATER = Duration.ofMinutes(1);

    ObjectNode json() {
        ObjectNode json = JacksonUtils.createObjectNode()
                .put("id", entry.id())
                .put("kind", entry.kind().name())
                .put("sign", sign(entry))
                .put("at", entry.happenedAt().toString())
                .put("text", entry.text())
                .put("actor", entry.actor())
                .put("name", entry.actorName())
                .put("pinned", entry.pinned())
                .put("corrects", entry.corrects() != null)
                .put("corrected", entry.correctedBy() != null);
        if (entry.runId() != null) {
            json.put("run", entry.runId());
        }
        if (Duration.between(entry.happenedAt(), entry.writtenAt()).compareTo(LATER) > 0) {
            json.put("written", entry.writtenAt().toString());
        }
        return json;
    }

    static ObjectNode json(Marks marks) {
        ObjectNode json = JacksonUtils.createObjectNode();
        marks.pinned().forEach(json.putArray("pinned")::add);
        marks.corrected().forEach(json.putArray("corrected")::add);
        return json;
    }

    private static String sign(TimelineEntry entry) {
        return switch (entry.kind()) {
            case DECLARED -> "⚑";
            case STATE -> "◆";
            case ITEM -> ofItem(entry.text());
            case RUN, STEP -> "▶";
            case NOTE -> "✎";
            case ROLE, HANDOVER -> "⇄";
            case MESSAGE -> "✉";
            case SERVICE -> "●";
            case FIGURE -> "#";
        };
    }

    /** What hinders must not look like what is done. */
    private static String ofItem(String text) {
        if (text.startsWith(ItemAct.TICKED.word() + " ") || text.startsWith(ItemAct.PROVED.word() + " ")) {
            return "✓";
        }
        return text.startsWith(ItemAct.BLOCKED.word() + " ") ? "■" : "▢";
    }
}
