package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Failover;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Has Patroni change the leader: looks before it asks, asks at most once at a time, and believes the servers only. */
@Component
class PatroniAsking {

    /** The timeline before; kept before the request, so that a later one tells that it happened. */
    static final String ASKED = "patroni.from-timeline";

    /** What is asked for: Patroni's own word is the path of its API. */
    enum Wish {
        FAILOVER,
        SWITCHOVER;

        String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Failover.Patroni patroni(Pair pair) {
        return pair.from()
                .failover()
                .patroni()
                .orElseThrow(() -> new Refused("The plan names no Patroni for "
                        + pair.from().database().key()));
    }

    static Failover.Member member(Node node) {
        Failover.Patroni patroni = node.failover()
                .patroni()
                .orElseThrow(() -> new Refused(
                        "The plan names no Patroni for " + node.database().key()));
        return node.name().equals(Node.PRIMARY) ? patroni.primary() : patroni.standby();
    }

    static String request(Pair pair, Wish wish) {
        return "POST " + member(pair.to()).rest() + "/" + wish.path() + " {"
                + (wish == Wish.SWITCHOVER
                        ? "\"leader\":\"" + member(pair.from()).name() + "\","
                        : "")
                + "\"candidate\":\"" + member(pair.to()).name() + "\"}";
    }

    /** What Patroni's own state says against it. */
    List<Finding> findings(Pair pair, Wish wish) {
        PatroniApi api = new PatroniApi(patroni(pair));
        Failover.Member to = member(pair.to());
        PatroniCluster cluster = api.cluster(to);
        PatroniSettings settings = api.settings(to);
        List<Finding> findings = new ArrayList<>();
        String check = "Patroni " + to.name();
        if (cluster.paused()) {
            findings.add(Finding.block(
                    check,
                    "it is paused, so nothing keeps an old primary that comes back from writing: resume it (patronictl"
                            + " resume); it then acts by itself"));
        }
        cluster.scheduled()
                .ifPresent(it -> findings.add(Finding.block(
                        check,
                        "a switchover is scheduled for " + it + ": wait for it, or take it back (patronictl flush)")));
        findings.addAll(candidate(pair, cluster, settings, check));
        findings.addAll(leader(pair, wish, cluster, check));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(check, cluster.words()));
        }
        return findings;
    }

    private static List<Finding> candidate(Pair pair, PatroniCluster cluster, PatroniSettings settings, String check) {
        Failover.Member to = member(pair.to());
        Optional<PatroniCluster.Member> candidate = cluster.member(to.name());
        if (candidate.isEmpty()) {
            return List.of(Finding.block(check, "it has no member " + to.name() + ": " + cluster.words()));
        }
        List<Finding> findings = new ArrayList<>();
        if (candidate.get().port() != 0
                && candidate.get().port() != pair.to().server().port()) {
            findings.add(Finding.block(
                    check,
                    "its server is on port " + candidate.get().port() + ", the plan says "
                            + pair.to().place() + ": the members of the plan are not those of its servers"));
        }
        if (!candidate.get().well()) {
            findings.add(Finding.block(check, candidate.get().words() + ": it cannot take over"));
        }
        if (settings.synchronous() && !candidate.get().synchronous()) {
            findings.add(Finding.block(
                    check,
                    "replication is synchronous and " + candidate.get().words()
                            + ": commits that were acknowledged may be missing there"));
        }
        return findings;
    }

    private static List<Finding> leader(Pair pair, Wish wish, PatroniCluster cluster, String check) {
        String from = member(pair.from()).name();
        Optional<String> leader = cluster.leader().map(PatroniCluster.Member::name);
        if (leader.isPresent() && !leader.get().equals(from)) {
            return List.of(Finding.block(check, "its leader is " + leader.get() + " and not " + from));
        }
        return leader.isEmpty() && wish == Wish.SWITCHOVER
                ? List.of(Finding.block(check, "it has no leader: " + cluster.words()))
                : List.of();
    }

    /** @return the facts of a change that is seen on the server, whoever made it; empty when it has not happened */
    Optional<Map<String, String>> happened(StepContext context, Pair pair) {
        NodeLook to = NodeLook.at(pair.to().session());
        Optional<Integer> before = context.fact(ASKED).map(Integer::valueOf);
        if (!to.writable() || before.filter(it -> to.timeline() <= it).isPresent()) {
            return Optional.empty();
        }
        String name = member(pair.to()).name();
        boolean leads = new PatroniApi(patroni(pair))
                .cluster(member(pair.to()))
                .leader()
                .filter(it -> it.name().equals(name))
                .isPresent();
        if (!leads) {
            return Optional.empty();
        }
        Map<String, String> facts = new HashMap<>();
        facts.put(PromoteStandbyStep.AT, context.fact(PromoteStandbyStep.AT).orElseGet(() -> context.now()
                .toString()));
        facts.put("promote.timeline", Integer.toString(to.timeline()));
        return Optional.of(facts);
    }

    /**
     * Asks, and waits until the server itself shows it.
     *
     * @throws Refused with Patroni's words when it did not happen
     */
    Map<String, String> ask(StepContext context, Pair pair, Wish wish) {
        refuse(findings(pair, wish));
        NodeLook before = NodeLook.at(pair.to().session());
        if (!before.standby()) {
            throw new Refused(pair.to().place() + " is no standby that Patroni could promote: it " + before.words());
        }
        PatroniApi api = new PatroniApi(patroni(pair));
        PatroniSettings settings = api.settings(member(pair.to()));
        context.keepFact(ASKED, Integer.toString(before.timeline()));
        context.guard();
        context.command(request(pair, wish));
        CompletableFuture<PatroniApi.Answer> answer = api.ask(
                member(pair.to()),
                wish.path(),
                wish == Wish.SWITCHOVER ? Optional.of(member(pair.from()).name()) : Optional.empty(),
                member(pair.to()).name(),
                settings.answers());
        return awaited(context, pair, answer, settings.takesOver());
    }

    private Map<String, String> awaited(
            StepContext context, Pair pair, CompletableFuture<PatroniApi.Answer> answer, Duration limit) {
        Map<String, String> facts = new HashMap<>();
        boolean[] told = new boolean[1];
        boolean done = Steps.until(context, limit, () -> {
            seen(context, pair).ifPresent(facts::putAll);
            if (!facts.isEmpty()) {
                return true;
            }
            if (answer.isDone() && !told[0]) {
                told[0] = true;
                context.log(answer.join().words());
            }
            return answer.isDone() && answer.join() instanceof PatroniApi.Declined;
        });
        if (!facts.isEmpty()) {
            return facts;
        }
        String words = answer.isDone() ? answer.join().words() : "Patroni has not answered";
        String now = pair.to().place() + " " + NodeLook.at(pair.to().session()).words();
        throw new Refused(
                done
                        ? words + ". Nothing was changed: " + now
                        : words + ". After " + limit.toSeconds() + " s " + now
                                + ". It may still happen: look at Patroni's own log, then retry; that looks before it"
                                + " asks again");
    }

    private Optional<Map<String, String>> seen(StepContext context, Pair pair) {
        try {
            return happened(context, pair);
        } catch (Refused restarting) {
            // While it changes roles a member may not answer; the bound of the wait is what ends this.
            return Optional.empty();
        }
    }

    private static void refuse(List<Finding> findings) {
        String refusals = findings.stream()
                .filter(it -> it.level() == Finding.Level.BLOCK)
                .map(it -> it.check() + ": " + it.message())
                .collect(Collectors.joining("; "));
        if (!refusals.isEmpty()) {
            throw new Refused(refusals);
        }
    }
}
