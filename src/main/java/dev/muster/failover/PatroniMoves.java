package dev.muster.failover;

import dev.muster.attention.Attention;
import dev.muster.attention.AttentionSource;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.incident.Timeline;
import dev.muster.incident.TimelineKind;
import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Patroni fails over by itself: that is told, and where an application is left with the old address, the procedure that
 * follows is offered or launched, as the plan says. Nothing here touches a server.
 */
@Component
class PatroniMoves implements AttentionSource {

    private static final Logger LOG = LoggerFactory.getLogger(PatroniMoves.class);

    /** A leader that an application does not know yet. */
    private record Left(String title, String procedure, String words, Instant since) {}

    /** @param pointed whether the applications were seen to name it, or nobody wants them to */
    private record Known(String leader, boolean pointed) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();
    private final Map<String, Long> launched = new ConcurrentHashMap<>();
    private final Map<String, Left> left = new ConcurrentHashMap<>();
    private final Plans plans;
    private final Runs runs;
    private final RunQuery history;
    private final Hosts hosts;
    private final LostPrimaries incidents;
    private final Timeline timeline;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PatroniMoves(
            Plans plans,
            Runs runs,
            RunQuery history,
            Hosts hosts,
            LostPrimaries incidents,
            Timeline timeline,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.history = history;
        this.hosts = hosts;
        this.incidents = incidents;
        this.timeline = timeline;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** One look of the watch; while no server leads, or two do, there is nothing to follow. */
    void saw(Plan plan, Database database, Pair.Seen seen) {
        if (seen.first().writable() == seen.second().writable()) {
            return;
        }
        Instant last = looked.put(database.key(), clock.instant());
        Node leader = seen.first().writable() ? seen.one() : seen.other();
        Known before = known.get(database.key());
        if (new Known(leader.name(), true).equals(before)) {
            return;
        }
        if (held(database)) {
            // A run of ours that holds the database tells of itself, and points the applications.
            known.put(database.key(), new Known(leader.name(), false));
            return;
        }
        if (before != null && !before.leader().equals(leader.name()) && !ours(database, last)) {
            tell("Patroni has made " + leader.place() + " the leader of " + database.title()
                    + " by itself, on timeline " + seen.of(leader).timeline());
        }
        known.put(database.key(), new Known(leader.name(), follow(plan, database, leader)));
    }

    /** @return whether nothing is left to be done */
    private boolean follow(Plan plan, Database database, Node leader) {
        Optional<String> elsewhere = Addresses.elsewhere(hosts, plan, leader);
        Optional<Procedure> procedure = procedure(plan, database.key());
        Failover.Mode mode = Node.failover(database).automatic();
        if (elsewhere.isEmpty() || procedure.isEmpty() || mode == Failover.Mode.OFF) {
            elsewhere.ifPresent(it -> tell(it + ", and " + leader.place() + " leads " + database.title() + " now"));
            if (left.remove(database.key()) != null) {
                events.publishEvent(new PrimaryLostChanged());
            }
            return true;
        }
        Left now = new Left(
                database.title(),
                procedure.get().key(),
                elsewhere.get() + ", and " + leader.place() + " leads now",
                clock.instant());
        if (left.putIfAbsent(database.key(), now) == null) {
            events.publishEvent(new PrimaryLostChanged());
        }
        if (mode == Failover.Mode.AUTOMATIC) {
            launch(database, now);
        }
        return false;
    }

    private void launch(Database database, Left now) {
        Long last = launched.get(database.key());
        if (last != null
                && System.nanoTime() - last < Node.failover(database).coolDown().toNanos()) {
            return;
        }
        launched.put(database.key(), System.nanoTime());
        try {
            RunId run = runs.launch(
                    new Runs.Request(
                            now.procedure(),
                            Map.of(),
                            incidents.openIncident().map(it -> it.id()).orElse(null),
                            null),
                    database.name(),
                    Splits.WATCH);
            tell("Muster follows Patroni by itself, run " + run + ", as the plan says: " + now.words());
        } catch (Refused e) {
            tell("Muster could not follow Patroni by itself: " + e.getMessage());
        }
    }

    static Optional<Procedure> procedure(Plan plan, String database) {
        return plan.procedures().stream()
                .filter(it -> it.target().equals(database))
                .filter(it -> it.steps().stream().anyMatch(step -> step.type().equals(PatroniFollowStep.TYPE)))
                .findFirst();
    }

    /** Whether a run of ours that ended between two looks may have asked for it. */
    private boolean ours(Database database, @Nullable Instant last) {
        return last == null
                || history.lastEnded(last).stream().anyMatch(it -> it.target().equals(database.key()));
    }

    private boolean held(Database database) {
        return history.live().stream().anyMatch(it -> it.target().equals(database.key()));
    }

    @Override
    public List<Attention> waiting(Instant now) {
        Plan plan = plans.current().plan();
        return left.entrySet().stream()
                .filter(it -> plan.database(it.getKey()).isPresent())
                .filter(it ->
                        history.live().stream().noneMatch(run -> run.target().equals(it.getKey())))
                .map(it -> new Attention(
                        Attention.Kind.DECISION,
                        it.getValue().title() + ": Patroni has failed over. "
                                + it.getValue().words(),
                        "Look and follow",
                        "recover?procedure=" + it.getValue().procedure(),
                        it.getValue().since(),
                        Attention.Holds.RECOVERY,
                        true,
                        incidents.openIncident().map(Attention.Of::of)))
                .toList();
    }

    private void tell(String text) {
        LOG.warn("{}", text);
        incidents
                .openIncident()
                .ifPresent(it -> transaction.executeWithoutResult(status ->
                        timeline.append(it.id(), clock.instant(), TimelineKind.SERVICE, Splits.WATCH, text, null)));
    }
}
