package dev.muster.ui.incident;

import java.util.Locale;

/** What can be looked at beside the checklist. */
enum SideTab {
    TIMELINE,
    RUNS,
    MESSAGES,
    DECISION,
    PEOPLE;

    /** As it stands in the address. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return name().charAt(0) + key().substring(1);
    }
}
