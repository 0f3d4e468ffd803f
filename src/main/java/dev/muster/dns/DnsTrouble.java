package dev.muster.dns;

import dev.muster.common.Refused;
import java.time.Duration;

/** A provider did not do what it was asked. */
public final class DnsTrouble extends Refused {

    private static final long serialVersionUID = 1L;

    /** What may help. */
    public enum Kind {
        /** It may answer later. */
        LATER,
        /** It will not, until a person mends the plan, the token or the zone. */
        REFUSED,
        /** The record is no longer what it was. */
        CHANGED
    }

    private final Kind kind;
    private final Duration pause;

    private DnsTrouble(Kind kind, String message, Duration pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    /** @param pause before it may be asked again */
    public static DnsTrouble later(String message, Duration pause) {
        return new DnsTrouble(Kind.LATER, message, pause);
    }

    public static DnsTrouble refused(String message) {
        return new DnsTrouble(Kind.REFUSED, message, Duration.ZERO);
    }

    public static DnsTrouble changed(String message) {
        return new DnsTrouble(Kind.CHANGED, message, Duration.ZERO);
    }

    public Kind kind() {
        return kind;
    }

    public Duration pause() {
        return pause;
    }
}
