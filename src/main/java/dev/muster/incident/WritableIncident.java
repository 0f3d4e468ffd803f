package dev.muster.incident;

import dev.muster.common.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door to every act on an incident that has not ended: what is written and the end of the incident never cross. */
@Component
public class WritableIncident {

    private final Incidents incidents;

    WritableIncident(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * The incident, held until the transaction ends.
     *
     * @throws Refused when there is none, or nothing more may be written to it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Incident hold(IncidentId id) {
        Incident incident = incidents.lock(id).orElseThrow(() -> Inputs.unknown(id));
        if (!incident.state().writable()) {
            throw new Refused(id + " is " + incident.state().word() + ": nothing more can be written.");
        }
        return incident;
    }
}
