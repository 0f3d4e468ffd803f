package dev.muster.attention;

import java.time.Instant;
import java.util.List;

/** A module's part of the attention list: a bean of each module that knows of something that waits for somebody. */
public interface AttentionSource {

    /**
     * What waits at that moment, in any order. Reads only and is asked often: one or two queries. What has no time of
     * its own is {@code since} the moment at which it came to wait, never the moment of asking.
     */
    List<Attention> waiting(Instant now);
}
