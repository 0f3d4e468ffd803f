package dev.muster.ui.status;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.plan.Service;
import dev.muster.security.CurrentActor;
import dev.muster.security.Role;
import dev.muster.status.Maintenance;
import dev.muster.status.MaintenanceService;
import dev.muster.status.ServiceStatus;
import dev.muster.status.StatusChanged;
import dev.muster.status.StatusRefreshed;
import dev.muster.ui.component.Told;
import dev.muster.ui.incident.Declaring;
import dev.muster.ui.shell.LiveUpdates;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services by tier, each with its state and the evidence for it; the history of the one in the address. */
@Route("services")
@PageTitle("Services · Muster")
@PermitAll
@StyleSheet("context://css/status.css")
@JavaScript("context://js/clock.js")
public final class ServicesView extends Div implements HasUrlParameter<String>, ServiceCard.Acts {

    private static final long serialVersionUID = 1L;

    private final transient BoardReader reader;
    private final transient MaintenanceService maintenance;
    private final transient Declaring declaring;
    private final transient CurrentActor currentActor;
    private final transient Clock clock;
    private final boolean commander;

    private final Div critical = new Div();
    private final Div others = new Div();
    private final Section criticalTier = tier("Critical", critical);
    private final Section otherTier = tier("Non-critical", others);
    private final Paragraph none = new Paragraph("The plan names no service.");
    private final Paragraph withoutHistory =
            new Paragraph("The console's own database does not answer: states are live, history is not there.");
    private final HistoryPanel history = new HistoryPanel();
    private final transient Map<Service, ServiceCard> cards = new LinkedHashMap<>();
    private @Nullable String chosen;

    ServicesView(
            BoardReader reader,
            MaintenanceService maintenance,
            Declaring declaring,
            CurrentActor currentActor,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.reader = reader;
        this.maintenance = maintenance;
        this.declaring = declaring;
        this.currentActor = currentActor;
        this.clock = clock;
        this.commander = currentActor.get().role().includes(Role.COMMANDER);
        liveUpdates.whileAttached(this, new StatusChanged(), this::load);
        liveUpdates.whileAttached(this, new StatusRefreshed(), this::load);
        addClassNames("page", "services-page");
        none.addClassName("muted");
        withoutHistory.addClassName("problem");
        Div head = new Div(new H1("Services"));
        head.addClassNames("row", "page-head");
        add(head, withoutHistory, none, criticalTier, otherTier, history);
    }

    private static Section tier(String name, Div cards) {
        cards.addClassName("service-cards");
        return new Section(new H2(name), cards);
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String service) {
        chosen = service;
        load();
    }

    private void load() {
        BoardReader.Page page = reader.read(Optional.ofNullable(chosen));
        List<Service> services =
                page.rows().stream().map(it -> it.status().service()).toList();
        cards.entrySet().removeIf(it -> {
            boolean gone = !services.contains(it.getKey());
            if (gone) {
                it.getValue().removeFromParent();
            }
            return gone;
        });
        page.rows().forEach(it -> card(it.status().service()).show(it));
        criticalTier.setVisible(critical.getComponentCount() > 0);
        otherTier.setVisible(others.getComponentCount() > 0);
        none.setVisible(services.isEmpty());
        withoutHistory.setVisible(!page.withHistory());
        history.setVisible(chosen != null);
        if (chosen != null) {
            history.show(
                    services.stream()
                            .filter(it -> it.key().equals(chosen))
                            .map(Service::title)
                            .findFirst()
                            .orElse(chosen),
                    page.latest());
        }
    }

    private ServiceCard card(Service service) {
        return cards.computeIfAbsent(service, key -> {
            ServiceCard card = new ServiceCard(service, commander, this);
            (service.tier() == Service.Tier.CRITICAL ? critical : others).add(card);
            return card;
        });
    }

    /** All critical services that are down now, for they are most probably one incident. */
    @Override
    public void declare() {
        List<ServiceStatus> failing = reader.read(Optional.empty()).rows().stream()
                .filter(it -> it.outage() && it.status().service().tier() == Service.Tier.CRITICAL)
                .map(BoardReader.Row::status)
                .toList();
        Instant noticed = failing.stream()
                .map(ServiceStatus::since)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        declaring.ask(failing.stream().map(it -> it.service().key()).toList(), noticed);
    }

    @Override
    public void announce(Service service) {
        new MaintenanceDialog(
                        service.title(),
                        clock.instant(),
                        (start, end, reason) ->
                                maintenance.announce(service.key(), start, end, reason, currentActor.get()))
                .open();
    }

    @Override
    public void end(Maintenance window) {
        Told.unlessRefused(() -> maintenance.end(window.id(), currentActor.get()));
    }
}
