package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Promotes the standby, once, and only behind a fence. Whether it was done is asked of the server, never assumed. */
@Component
class PromoteStandbyStep implements RecoveryStep {

    /** The timeline that the standby was on when the promotion was sent: a later one tells that it happened. */
    static final String SENT = "promote.from-timeline";

    static final String AT = "promote.at";

    private static final Duration PROMOTES = Duration.ofSeconds(60);

    private final LostWork lostWork;
    private final StandbyCheck standby;
    private final PatroniGuard patroni;

    PromoteStandbyStep(LostWork lostWork, StandbyCheck standby, PatroniGuard patroni) {
        this.lostWork = lostWork;
        this.standby = standby;
        this.patroni = patroni;
    }

    @Override
    public String type() {
        return "promote-standby";
    }

    @Override
    public String about() {
        return "Counts what would be lost, promotes the standby and waits until it really takes writes.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        return new StepDescription(
                "Makes " + pair.to().place() + " the primary",
                List.of("select pg_promote(true, " + PROMOTES.toSeconds() + ") at "
                        + pair.to().place()),
                List.of("What had not reached " + pair.to().place() + " when the old primary stopped"),
                "none by itself: the old primary rejoins as a standby, then a switchover goes back");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            NodeLook to = NodeLook.at(pair.to().session());
            Optional<Integer> sent = context.fact(SENT).map(Integer::valueOf);
            if (sent.isPresent() && to.writable()) {
                return promoted(context, pair, to, sent.get());
            }
            if (to.writable()) {
                throw new Refused(
                        pair.to().place() + " takes writes already, and it was not this run that promoted it");
            }
            if (!to.standby()) {
                throw new Refused(pair.to().place() + " is not there to be promoted: it " + to.words()
                        + ". Bring it up and retry, or cancel: then the old primary is let go again");
            }
            requireFence(context);
            patroni.refuse(pair);
            weigh(context, pair, to);
            context.keepFact(SENT, Integer.toString(to.timeline()));
            context.guard();
            context.command("select pg_promote(true, " + PROMOTES.toSeconds() + ") at "
                    + pair.to().place());
            promote(pair);
            boolean done = Steps.until(
                    context, Duration.ofSeconds(5), () -> NodeLook.at(pair.to().session())
                            .writable());
            NodeLook after = NodeLook.at(pair.to().session());
            if (!done) {
                throw new Refused(pair.to().place() + " was told to promote and " + after.words());
            }
            return promoted(context, pair, after, to.timeline());
        });
    }

    private static void requireFence(StepContext context) {
        if (context.fact(FencePrimaryStep.PROOF).isEmpty()) {
            throw new Refused("Nothing proves that the old primary cannot write: the step that fences it was skipped");
        }
    }

    private static void promote(Pair pair) {
        Boolean done = pair.to().session().need(PROMOTES.plusSeconds(5), connection -> {
            String answer = Session.value(connection, "select pg_promote(true, " + PROMOTES.toSeconds() + ")::text");
            return "true".equals(answer);
        });
        if (!done) {
            throw new Refused(
                    pair.to().place() + " did not promote within " + PROMOTES.toSeconds() + " s; it may still do so");
        }
    }

    /** The loss is known, or estimated, before it happens; too much of it is refused here as well. */
    private void weigh(StepContext context, Pair pair, NodeLook to) {
        Optional<Loss> counted = context.fact(FencePrimaryStep.HOW)
                .filter("stop-server"::equals)
                .flatMap(it -> lostWork.count(pair, to, context::log));
        Optional<Loss> loss = counted.or(() -> standby.expected(pair, to));
        loss.ifPresent(it -> it.facts().forEach(context::keepFact));
        context.log(loss.map(it -> "Promotion loses " + it.words()).orElse("What is lost cannot be counted"));
        loss.ifPresent(it -> it.requireAccepted(context, pair));
    }

    private static StepOutcome promoted(StepContext context, Pair pair, NodeLook now, int before) {
        if (now.timeline() <= before) {
            throw new Refused(pair.to().place() + " takes writes on timeline " + now.timeline() + " though it was on "
                    + before + " as a standby: look at it by hand");
        }
        String at = context.fact(AT).orElseGet(() -> context.now().toString());
        return StepOutcome.done(
                pair.to().place() + " is the primary now, on timeline " + now.timeline() + lost(context),
                Map.of(AT, at, "promote.timeline", Integer.toString(now.timeline())));
    }

    private static String lost(StepContext context) {
        return context.fact(Loss.BYTES)
                .map(it -> "; lost: " + Steps.size(Long.parseLong(it))
                        + context.fact(Loss.TRANSACTIONS)
                                .filter(count -> !count.isEmpty())
                                .map(count -> ", " + count + " transactions")
                                .orElse(""))
                .orElse("; what was lost is not known");
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
