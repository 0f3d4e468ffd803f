package dev.muster.ui.incident;

import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.TimelineQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What narrows the story, as it stands in the address: empty does not narrow. */
record StoryFilter(String kind, String person, String phase, String text, boolean pinned) {

    static final StoryFilter ALL = new StoryFilter("", "", "", "", false);

    /** A kind that there is not asks for nothing. */
    StoryFilter {
        String given = kind;
        if (Arrays.stream(TimelineKind.values()).noneMatch(it -> it.name().equals(given))) {
            kind = "";
        }
    }

    TimelineQuery.Filter query() {
        return new TimelineQuery.Filter(
                kind.isEmpty() ? Set.of() : Set.of(TimelineKind.valueOf(kind)),
                person.isEmpty() ? null : person,
                text,
                phase.isEmpty() ? null : phase,
                pinned);
    }

    ObjectNode json() {
        return JacksonUtils.createObjectNode()
                .put("kind", kind)
                .put("person", person)
                .put("text", text.toLowerCase(Locale.ROOT))
                .put("pinned", pinned)
                .put("empty", equals(ALL) ? "Nothing yet." : "No line is like that.");
    }

    /** Whether a line that has just come belongs to what is shown; it happened in every phase that has begun. */
    boolean lets(TimelineEntry entry) {
        return (kind.isEmpty() || entry.kind().name().equals(kind))
                && (person.isEmpty() || entry.actor().equals(person))
                && (text.isEmpty() || entry.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                && (!pinned || entry.pinned());
    }
}
