package dev.muster.checklist;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done to an item. */
public enum ItemAct {
    ADDED("add-item", "added", true),
    TICKED("tick-item", "ticked", true),
    UNTICKED("untick-item", "unticked", true),
    STARTED("start-item", "began", true),
    OPENED("open-item", "opened again", true),
    BLOCKED("block-item", "blocked", true),
    SET_ASIDE("set-aside-item", "set aside", true),
    OVERRIDDEN("override-item", "ticked by hand", true),
    PROVED("prove-item", "proved", true),
    DISPROVED("disprove-item", "no longer proves", true),
    TAKEN("take-item", "took", true),
    RELEASED("release-item", "gave back", true),
    ASSIGNED("assign-item", "assigned", true),
    NOTED("note-item", "wrote the note of", false),
    LINKED("link-item", "linked", false),
    UNLINKED("unlink-item", "unlinked", false);

    /** Those that make a version of the item that somebody saw before stale. */
    static final Set<ItemAct> VERSIONED =
            Arrays.stream(values()).filter(it -> it.versioned).collect(Collectors.toUnmodifiableSet());

    private final String action;
    private final String verb;
    private final boolean versioned;

    ItemAct(String action, String verb, boolean versioned) {
        this.action = action;
        this.verb = verb;
        this.versioned = versioned;
    }

    /** As the audit log names it. */
    String action() {
        return action;
    }

    /** As it stands between who did it and what it was done to. */
    public String verb() {
        return verb;
    }

    /** The verb at the beginning of a line. */
    public String word() {
        return Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
    }
}
