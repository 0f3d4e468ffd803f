package dev.muster.attention;

import dev.muster.incident.IncidentId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one list of what waits for somebody, put together from every source. */
@Service
public class Attentions {

    private final ObjectProvider<AttentionSource> sources;
    private final Clock clock;

    Attentions(ObjectProvider<AttentionSource> sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** The most costly delay first. */
    @Transactional(readOnly = true)
    public List<Attention> all() {
        Instant now = clock.instant();
        return sources.stream()
                .flatMap(it -> it.waiting(now).stream())
                .sorted(Attention.MOST_COSTLY_FIRST)
                .toList();
    }

    /** Those of one incident, in the same order. */
    @Transactional(readOnly = true)
    public List<Attention> of(IncidentId incident) {
        return all().stream()
                .filter(it ->
                        it.incident().filter(of -> of.id().equals(incident)).isPresent())
                .toList();
    }
}
