package dev.muster.checklist;

import dev.muster.common.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Somebody else was faster on this item; says who and when, so that the second person need not ask. */
public final class ItemMoved extends Refused {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final String who;
    private final Instant at;
    private final boolean done;

    ItemMoved(String who, Instant at, boolean done) {
        super(text(who, at, done, ZoneOffset.UTC) + " UTC");
        this.who = who;
        this.at = at;
        this.done = done;
    }

    /** The message with the time as the person's own clock shows it. */
    public String messageIn(ZoneId zone) {
        return text(who, at, done, zone);
    }

    private static String text(String who, Instant at, boolean done, ZoneId zone) {
        return who + (done ? " ticked this at " : " unticked this at ") + TIME.format(at.atZone(zone));
    }
}
