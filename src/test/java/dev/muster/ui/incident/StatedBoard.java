package dev.muster.ui.incident;

import dev.muster.plan.Service;
import dev.muster.status.ServiceState;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusBoard;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services as a test wants them. */
final class StatedBoard implements StatusBoard {

    private final List<ServiceStatus> all = new CopyOnWriteArrayList<>();

    void down(Service service, Instant since) {
        all.add(new ServiceStatus(service, ServiceState.DOWN, since, List.of(), List.of()));
    }

    @Override
    public List<ServiceStatus> services() {
        return List.copyOf(all);
    }
}
