package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.plan.Plans;
import dev.muster.plan.Proof;
import dev.muster.plan.Service;
import dev.muster.status.ServiceState;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Proof by services that are up, all of them, as the board has them now. */
@Component
class ServicesProof implements ProofCheck {

    private final ObjectProvider<StatusBoard> board;
    private final Plans plans;

    ServicesProof(ObjectProvider<StatusBoard> board, Plans plans) {
        this.board = board;
        this.plans = plans;
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.SERVICES_UP;
    }

    @Override
    public Optional<Evidence> evidence(Incident incident, String services) {
        List<ServiceStatus> named = named(services);
        boolean all =
                named.size() == keys(services).size() && named.stream().allMatch(it -> it.state() == ServiceState.UP);
        Optional<Instant> since = named.stream().map(ServiceStatus::since).max(Comparator.naturalOrder());
        return since.filter(it -> all)
                .map(it -> new Evidence(
                        (named.size() == 1 ? "up: " : "all up: ")
                                + named.stream().map(s -> s.service().title()).collect(Collectors.joining(", ")),
                        it,
                        null));
    }

    /** What nobody can see, for example while the console starts, takes no tick back. */
    @Override
    public boolean refuted(Incident incident, String services) {
        return named(services).stream().anyMatch(ServiceStatus::down);
    }

    /** Services may have been up all the time: that proves something once the work before it is done. */
    @Override
    public boolean afterNeeds() {
        return true;
    }

    @Override
    public String wanted(Incident incident, String services) {
        var plan = plans.version(incident.planVersionId()).plan();
        return "these services are up: "
                + keys(services).stream()
                        .map(it -> plan.service(it).map(Service::title).orElse(it))
                        .collect(Collectors.joining(", "));
    }

    private List<ServiceStatus> named(String services) {
        List<String> keys = keys(services);
        return board.stream()
                .flatMap(it -> it.services().stream())
                .filter(it -> keys.contains(it.service().key()))
                .toList();
    }

    private static List<String> keys(String services) {
        return Arrays.asList(services.split(","));
    }
}
