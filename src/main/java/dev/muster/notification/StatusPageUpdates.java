package dev.muster.notification;

import dev.muster.incident.IncidentId;
import java.util.Optional;

/** Where updates of status pages are kept; append only. */
interface StatusPageUpdates {

    void add(IncidentId incident, StatusPageUpdate update);

    Optional<StatusPageUpdate> last(IncidentId incident, String channel);
}
