package dev.muster.ui.incident;

import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one line of the story shows, as its element in the browser reads it.
 *
 * @param writable whether the person at the screen may pin and correct it
 */
record EntryFacts(TimelineEntry entry, boolean writable) {

    static final String PIN = "pin";
    static final String UNPIN = "unpin";
    static final String CORRECT = "correct";

    private static final Duration LATER = Duration.ofMinutes(1);

    ObjectNode json() {
        ObjectNode json = JacksonUtils.createObjectNode()
                .put("id", entry.id())
                .put("kind", entry.kind().name())
                .put("sign", sign(entry.kind()))
                .put("at", entry.happenedAt().toString())
                .put("text", entry.text())
                .put("by", by())
                .put("classes", classes());
        if (entry.runId() != null) {
            json.put("run", entry.runId());
        }
        if (Duration.between(entry.happenedAt(), entry.writtenAt()).compareTo(LATER) > 0) {
            json.put("written", entry.writtenAt().toString());
        }
        if (writable) {
            ArrayNode acts = json.putArray("acts");
            acts.add(
                    entry.pinned()
                            ? ItemFacts.array(UNPIN, "Let it go", "★", "true")
                            : ItemFacts.array(PIN, "Pin it", "☆", "false"));
            if (entry.kind() == TimelineKind.NOTE && entry.correctedBy() == null) {
                acts.add(ItemFacts.array(CORRECT, "Correct it", "✎"));
            }
        }
        return json;
    }

    private String by() {
        String note = entry.correctedBy() != null ? " · corrected by a later line" : "";
        return entry.actorName() + (entry.corrects() != null ? " · a correction" : note);
    }

    private String classes() {
        return (entry.kind() == TimelineKind.NOTE ? "note" : "act")
                + (entry.pinned() ? " pinned" : "")
                + (entry.correctedBy() == null ? "" : " void");
    }

    private static String sign(TimelineKind kind) {
        return switch (kind) {
            case DECLARED -> "⚑";
            case STATE -> "◆";
            case ITEM -> "✓";
            case RUN, STEP -> "▶";
            case NOTE -> "✎";
            case ROLE, HANDOVER -> "⇄";
            case MESSAGE -> "✉";
            case SERVICE -> "●";
            case FIGURE -> "#";
        };
    }
}
