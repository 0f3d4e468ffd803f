package dev.muster.ui.shell;

import dev.muster.security.Actor;
import java.util.List;

/** What a package of screens offers in the palette. Every bean of this type is asked when the palette opens. */
public interface PaletteItems {

    /** What this person may reach or start now, the likeliest first. Reads only, and few: it is shown as it is. */
    List<PaletteItem> items(Actor actor);

    /** What the typed text names by itself, such as a number; shown before everything else. */
    default List<PaletteItem> named(Actor actor, String typed) {
        return List.of();
    }
}
