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
    private final ItemAct act;
    private final Instant at;

    ItemMoved(ItemEvent last) {
        super(text(last.actorName(), last.act(), last.at(), ZoneOffset.UTC) + " UTC");
        this.who = last.actorName();
        this.act = last.act();
        this.at = last.at();
    }

    /** The message with the time as the person's own clock shows it. */
    public String messageIn(ZoneId zone) {
        return text(who, act, at, zone);
    }

    private static String text(String who, ItemAct act, Instant at, ZoneId zone) {
        return who + " " + act.verb() + " this at " + TIME.format(at.atZone(zone));
    }
}
