package dev.muster.ui.incident;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.IncidentId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What stands in the address of a room, so that a reload or a sent link shows the same.
 *
 * @param night one next action in large type, for three in the morning
 */
record RoomAddress(SideTab tab, boolean night, StoryFilter story) {

    private static final int MOST = 200;

    /** Reads an address; a value that makes no sense asks for nothing. */
    static RoomAddress of(QueryParameters parameters) {
        String tab = text(parameters, "tab");
        return new RoomAddress(
                Arrays.stream(SideTab.values())
                        .filter(it -> it.key().equals(tab))
                        .findFirst()
                        .orElse(SideTab.TIMELINE),
                text(parameters, "view").equals("night"),
                new StoryFilter(
                        text(parameters, "kind").toUpperCase(Locale.ROOT),
                        text(parameters, "person"),
                        text(parameters, "phase"),
                        text(parameters, "text"),
                        text(parameters, "pinned").equals("yes")));
    }

    RoomAddress with(SideTab other) {
        return new RoomAddress(other, night, story);
    }

    RoomAddress with(StoryFilter other) {
        return new RoomAddress(tab, night, other);
    }

    RoomAddress withNight(boolean wanted) {
        return new RoomAddress(tab, wanted, story);
    }

    Location location(IncidentId id) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "tab", tab == SideTab.TIMELINE ? "" : tab.key());
        put(parameters, "view", night ? "night" : "");
        put(parameters, "kind", story.kind().toLowerCase(Locale.ROOT));
        put(parameters, "person", story.person());
        put(parameters, "phase", story.phase());
        put(parameters, "text", story.text());
        put(parameters, "pinned", story.pinned() ? "yes" : "");
        return new Location("incidents/" + id.value(), QueryParameters.simple(parameters));
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isBlank()) {
            parameters.put(name, value);
        }
    }

    private static String text(QueryParameters parameters, String name) {
        String given = parameters.getSingleParameter(name).orElse("").strip();
        return given.length() > MOST ? "" : given;
    }
}
