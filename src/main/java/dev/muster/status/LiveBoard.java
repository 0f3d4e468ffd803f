package dev.muster.status;

import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceProbe;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The board, in memory alone: it goes on while the console's own database is down. */
@Component
class LiveBoard implements StatusBoard {

    private static final class Lane {

        private final ServiceProbe probe;
        private final Streak streak;
        private final Minutes minutes = new Minutes();
        private String evidence = "not looked yet";
        private @Nullable Instant lookedAt;

        private Lane(ServiceProbe probe, Instant now) {
            this.probe = probe;
            this.streak = new Streak(probe.downAfter(), probe.upAfter(), now);
        }

        private ServiceStatus.Probed shown() {
            return new ServiceStatus.Probed(
                    probe.key(), streak.state(), streak.since(), evidence, Optional.ofNullable(lookedAt));
        }
    }

    private record Standing(ServiceState state, Instant since) {}

    private final Clock clock;
    private final Map<ServiceProbe, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Standing> standing = new LinkedHashMap<>();
    private List<Service> services = List.of();

    LiveBoard(Clock clock) {
        this.clock = clock;
    }

    /** Puts the plan's services and probes on the board; a probe that stays as it was keeps what it saw. */
    synchronized void show(Plan plan) {
        Instant now = clock.instant();
        Map<ServiceProbe, Lane> before = new LinkedHashMap<>(lanes);
        lanes.clear();
        for (ServiceProbe probe : plan.probes()) {
            Lane lane = before.get(probe);
            lanes.put(probe, lane == null ? new Lane(probe, now) : lane);
        }
        services = plan.services();
        services.forEach(it -> settle(it.key(), now));
        standing.keySet().retainAll(services.stream().map(Service::key).toList());
    }

    /** Takes a look in; the service's new state when that made one. */
    synchronized Optional<Transition> record(ServiceProbe probe, Answer answer, Instant at) {
        Lane lane = lanes.get(probe);
        if (lane == null) {
            // The plan was changed while it looked.
            return Optional.empty();
        }
        boolean moved = lane.streak.add(answer.state(), at);
        lane.lookedAt = at;
        // A single look that speaks against the state is no evidence for it.
        if (answer.state() == lane.streak.state()) {
            lane.evidence = answer.evidence();
        }
        if (answer.state() == ServiceState.UP || answer.state() == ServiceState.DEGRADED) {
            lane.minutes.add(answer.took(), at);
        }
        if (!moved || !settle(probe.service(), lane.streak.since())) {
            return Optional.empty();
        }
        Standing now = Objects.requireNonNull(standing.get(probe.service()));
        return Optional.of(
                new Transition(probe.service(), now.state(), now.since(), Optional.of(probe.key()), lane.evidence));
    }

    /** Whether the probe's last looks speak against its state. */
    synchronized boolean wavers(ServiceProbe probe) {
        Lane lane = lanes.get(probe);
        return lane != null && lane.streak.wavers();
    }

    /** The state of every service that is looked at, as the history would begin with it. */
    synchronized List<Transition> now() {
        Instant now = clock.instant();
        return services().stream()
                .filter(ServiceStatus::looked)
                .map(it -> new Transition(it.service().key(), it.state(), now, Optional.empty(), it.evidence()))
                .toList();
    }

    @Override
    public synchronized List<ServiceStatus> services() {
        return services.stream().map(this::status).toList();
    }

    private ServiceStatus status(Service service) {
        List<Lane> own = lanesOf(service.key());
        Standing now = Objects.requireNonNull(standing.get(service.key()));
        return new ServiceStatus(
                service,
                now.state(),
                now.since(),
                own.stream().map(Lane::shown).toList(),
                own.isEmpty() ? List.of() : own.getFirst().minutes.until(clock.instant()));
    }

    /** The worst of its probes is the service's state; true when that is another one now. */
    private boolean settle(String service, Instant at) {
        ServiceState state = lanesOf(service).stream()
                .map(it -> it.streak.state())
                .max(Comparator.naturalOrder())
                .orElse(ServiceState.UNKNOWN);
        Standing before = standing.get(service);
        if (before != null && before.state() == state) {
            return false;
        }
        standing.put(service, new Standing(state, before == null || at.isAfter(before.since()) ? at : before.since()));
        return true;
    }

    private List<Lane> lanesOf(String service) {
        List<Lane> own = new ArrayList<>();
        lanes.values().stream().filter(it -> it.probe.service().equals(service)).forEach(own::add);
        return own;
    }
}
