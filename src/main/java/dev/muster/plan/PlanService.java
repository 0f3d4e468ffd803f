package dev.muster.plan;

import dev.muster.audit.AuditFact;
import dev.muster.audit.AuditLog;
import dev.muster.common.FactsMissed;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads the plan at start and on request, and keeps every version that was ever in force. */
@Service
class PlanService implements Plans, SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(PlanService.class);

    private final PlanSource source;
    private final JooqPlanVersions versions;
    private final AuditLog audit;
    private final ObjectProvider<StepTypes> stepTypes;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final ReentrantLock loading = new ReentrantLock();
    private final Map<Long, PlanVersion> parsed = new ConcurrentHashMap<>();
    private volatile @Nullable PlanVersion inForce;
    private volatile @Nullable PlanException refusedAtStart;

    PlanService(
            PlanSource source,
            JooqPlanVersions versions,
            AuditLog audit,
            ObjectProvider<StepTypes> stepTypes,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.source = source;
        this.versions = versions;
        this.audit = audit;
        this.stepTypes = stepTypes;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** Not earlier: the step types are beans that may themselves need the plan. */
    @Override
    public void afterSingletonsInstantiated() {
        PlanVersion now = current();
        LOG.info("Plan in force: {} {} from {}", now.plan().name(), now.shortHash(), now.source());
    }

    @Override
    public PlanVersion current() {
        PlanVersion known = inForce;
        return known != null
                ? known
                : locked(() -> {
                    PlanVersion first = inForce == null ? start() : inForce;
                    inForce = first;
                    return first;
                });
    }

    @Override
    public Optional<PlanException> refusedAtStart() {
        return Optional.ofNullable(refusedAtStart);
    }

    @Override
    public PlanVersion version(long id) {
        PlanVersion known = parsed.get(id);
        if (known != null) {
            return known;
        }
        StoredPlan stored = versions.version(id).orElseThrow(() -> new PlanException("There is no plan version " + id));
        return remember(stored, parseStored(stored));
    }

    @Override
    public PlanVersion reload(Actor actor) {
        if (!actor.role().includes(Role.ADMIN)) {
            audit.recordAlone(actor, AuditFact.refused("reload-plan", "plan", source.location(), "not an ADMIN"));
            throw new AccessDeniedException("Only an administrator may reload the plan");
        }
        PlanVersion before = current();
        PlanVersion now = locked(() -> {
            try {
                PlanVersion loaded = load(actor, "reload-plan", Optional.of(before.hash()));
                inForce = loaded;
                refusedAtStart = null;
                return loaded;
            } catch (PlanException e) {
                audit.recordAlone(
                        actor,
                        AuditFact.refused("reload-plan", "plan", source.location(), String.valueOf(e.getMessage())));
                throw e;
            }
        });
        // After the commit and not inside it: whoever is told asks current(), which must answer the new one by then.
        events.publishEvent(new PlanChanged());
        return now;
    }

    /** Another console may have put it in force. First of all who are told: the others ask for the plan. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(PlanChanged changed) {
        follow();
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(FactsMissed missed) {
        PlanVersion before = inForce;
        follow();
        if (before != null && !before.equals(inForce)) {
            events.publishEvent(new PlanChanged());
        }
    }

    private void follow() {
        locked(() -> {
            PlanVersion known = inForce;
            if (known != null) {
                versions.inForce().filter(it -> it.id() != known.id()).ifPresent(it -> {
                    inForce = remember(it, parseStored(it));
                    refusedAtStart = null;
                    LOG.info("Another console put a plan in force: {} {}", it.source(), it.hash());
                });
            }
            return known;
        });
    }

    private PlanVersion start() {
        Optional<StoredPlan> last = versions.inForce();
        try {
            return load(Actor.console("plan"), "load-plan", last.map(StoredPlan::hash));
        } catch (PlanException e) {
            if (last.isEmpty()) {
                throw e;
            }
            LOG.error("The plan before stays in force, for {} was refused: {}", source.location(), e.getMessage());
            e.problems().forEach(it -> LOG.error("  {}", it));
            refusedAtStart = e;
            return remember(last.get(), parseStored(last.get()));
        }
    }

    /** Reads, checks, stores; a plan that is in force already is not put in force again. */
    private PlanVersion load(Actor actor, String action, Optional<String> hashBefore) {
        PlanSource.Text text = source.read();
        Plan plan = new PlanParser(knownStepTypes()).parse(text.yaml());
        StoredPlan stored = transactions.execute(status -> {
            Instant now = clock.instant();
            StoredPlan row = versions.keep(text.hash(), plan.name(), source.location(), text.yaml(), now);
            boolean changed = !hashBefore.equals(Optional.of(row.hash()));
            if (changed) {
                versions.putInForce(row.id(), now);
            }
            if (changed || action.equals("reload-plan")) {
                audit.record(
                        actor, AuditFact.done(action, "plan", source.location(), hashBefore.orElse(null), row.hash()));
            }
            return row;
        });
        return remember(stored, plan);
    }

    private Map<String, List<StepSetting>> knownStepTypes() {
        StepTypes known = stepTypes.getIfAvailable();
        return known == null ? Map.of() : known.known();
    }

    /** Step types are not checked again: the plan was whole when it was stored. */
    private static Plan parseStored(StoredPlan stored) {
        return new PlanParser(Map.of()).parse(stored.yaml());
    }

    private PlanVersion remember(StoredPlan stored, Plan plan) {
        PlanVersion version = new PlanVersion(stored.id(), stored.hash(), stored.source(), stored.loadedAt(), plan);
        PlanVersion other = parsed.putIfAbsent(stored.id(), version);
        return other == null ? version : other;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        loading.lock();
        try {
            return work.get();
        } finally {
            loading.unlock();
        }
    }
}
