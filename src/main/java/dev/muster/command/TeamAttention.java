package dev.muster.command;

import dev.muster.attention.Attention;
import dev.muster.attention.AttentionSource;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts vacant roles, people who have gone quiet and offers that wait on the attention list. */
@Component
class TeamAttention implements AttentionSource {

    private static final int INCIDENTS = 100;

    private final IncidentQuery incidents;
    private final CommandQuery command;

    TeamAttention(IncidentQuery incidents, CommandQuery command) {
        this.incidents = incidents;
        this.command = command;
    }

    @Override
    public List<Attention> waiting(Instant now) {
        return incidents.list(IncidentQuery.Filter.OPEN, 0, INCIDENTS).stream()
                .flatMap(this::waiting)
                .toList();
    }

    private Stream<Attention> waiting(Incident incident) {
        return command.team(incident.id()).stream()
                .flatMap(it -> it.concerns().stream())
                .map(it -> attention(incident, it));
    }

    private static Attention attention(Incident incident, Concern concern) {
        return switch (concern.kind()) {
            case COMMANDER_VACANT -> attention(incident, concern, "Take over", Attention.Holds.RECOVERY);
            case COMMANDER_QUIET -> attention(incident, concern, "Call", Attention.Holds.RECOVERY);
            case HANDOVER_WAITS -> attention(incident, concern, "Answer", Attention.Holds.PEOPLE);
            case ROLE_VACANT -> attention(incident, concern, "Fill", Attention.Holds.PEOPLE);
            case ROLE_QUIET -> attention(incident, concern, "Call", Attention.Holds.PEOPLE);
        };
    }

    private static Attention attention(Incident incident, Concern concern, String act, Attention.Holds holds) {
        return new Attention(
                concern.kind() == Concern.Kind.HANDOVER_WAITS ? Attention.Kind.APPROVAL : Attention.Kind.GONE_QUIET,
                concern.text(),
                act,
                "team",
                concern.since(),
                holds,
                false,
                Optional.of(Attention.Of.of(incident)));
    }
}
