package dev.muster.command;

import dev.muster.command.Seating.Act;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery;
import dev.muster.incident.TimelineKind;
import dev.muster.roster.Seat;
import dev.muster.security.AccountActed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes in each running incident that somebody who holds a role there can no longer fill it, or can again. */
@Component
class VacatedRoles {

    private final Holdings holdings;
    private final IncidentQuery incidents;
    private final Seating seating;

    VacatedRoles(Holdings holdings, IncidentQuery incidents, Seating seating) {
        this.holdings = holdings;
        this.incidents = incidents;
        this.seating = seating;
    }

    /** In the transaction that changed the account. */
    @EventListener
    void on(AccountActed act) {
        boolean ofInterest =
                switch (act.action()) {
                    case "disable-account", "enable-account", "change-role" -> act.changedARow();
                    default -> false;
                };
        if (ofInterest) {
            holdings.currentOf(act.login()).forEach(it -> note(it, act));
        }
    }

    private void note(Holding holding, AccountActed act) {
        Incident incident = incidents.find(holding.incident()).orElseThrow();
        if (!incident.state().writable()) {
            return;
        }
        Seat seat = seating.seat(incident, holding.role());
        Vacancy vacancy = seating.state(seat, holding).vacancy();
        if (vacancy != null || act.action().equals("enable-account")) {
            seating.tell(
                    holding.incident(),
                    holding.role(),
                    TimelineKind.ROLE,
                    new Act(vacancy == null ? "fill-role" : "vacate-role", act.actor(), ""),
                    seat.title()
                            + (vacancy == null
                                    ? ": the account of " + holding.name() + " works again"
                                    : " is vacant: " + vacancy.words() + " (" + holding.name() + ")"));
        }
    }
}
