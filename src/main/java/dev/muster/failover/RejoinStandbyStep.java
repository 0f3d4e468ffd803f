package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
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

/** The way back: the server that is not the primary becomes its standby, by pg_rewind or by a new copy. */
@Component
class RejoinStandbyStep implements RecoveryStep {

    static final String TYPE = "rejoin-standby";

    private static final String COPY = "rejoin.copy";
    private static final Duration ENDS = Duration.ofSeconds(20);
    private static final Duration STREAMS = Duration.ofSeconds(45);

    private final Hosts hosts;
    private final ServerProcesses processes;
    private final Rebuild rebuild;
    private final OwnSettings settings;
    private final PatroniGuard patroni;

    RejoinStandbyStep(
            Hosts hosts, ServerProcesses processes, Rebuild rebuild, OwnSettings settings, PatroniGuard patroni) {
        this.hosts = hosts;
        this.processes = processes;
        this.rebuild = rebuild;
        this.settings = settings;
        this.patroni = patroni;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Makes the server that is not the primary its standby again, by pg_rewind, or else by a new copy that is"
                + " swapped in by rename.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        if (context.fact(Pair.TO).isEmpty() && inPlace(context)) {
            return StepDescription.of("Makes the server that is not the primary then follow it", List.of());
        }
        Pair pair = context.fact(Pair.TO).isPresent() ? Pair.of(context) : expected(context);
        return new StepDescription(
                "Makes " + pair.from().place() + " a standby of " + pair.to().place(),
                List.of(
                        String.join(" ", pair.from().program("pg_rewind", "--source-server=…")),
                        "else: " + String.join(" ", pair.from().program("pg_basebackup", "--pgdata=…")),
                        hosts.control(pair.from().host(), pair.from().service()).describe()),
                List.of("What only " + pair.from().place() + " has and the primary has not"),
                "");
    }

    /** Both do what they should: before a switchover. */
    private static boolean inPlace(StepContext context) {
        Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
        return follows(seen.first(), seen.second()) || follows(seen.second(), seen.first());
    }

    /** The one that answers as a primary, or in a switchover the one that will. */
    private static Pair expected(StepContext context) {
        Pair.Seen seen = Pair.look(context.plan(), Pair.database(context));
        if (seen.first().writable() == seen.second().writable()) {
            throw new Refused((seen.first().writable() ? "Two servers take writes" : "No server takes writes") + ": "
                    + seen.one().place() + " " + seen.first().words() + "; "
                    + seen.other().place() + " " + seen.second().words());
        }
        return seen.first().writable() ? new Pair(seen.other(), seen.one()) : new Pair(seen.one(), seen.other());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("rejoin", () -> {
            if (context.fact(Pair.TO).isEmpty() && inPlace(context)) {
                return List.of(Finding.ok("rejoin", "the standby follows its primary now"));
            }
            Pair pair = context.fact(Pair.TO).isPresent() ? Pair.of(context) : expected(context);
            patroni.refuse(pair);
            Node old = pair.from();
            processes.of(old);
            hosts.control(old.host(), old.service());
            boolean rewinds = pair.to()
                    .session()
                    .need(
                            ENDS,
                            connection ->
                                    "on".equals(Session.value(connection, "select current_setting('data_checksums')"))
                                            || "on"
                                                    .equals(Session.value(
                                                            connection, "select current_setting('wal_log_hints')")));
            return List.of(
                    Finding.ok("rejoin", old.place() + " on " + old.host().key() + " can be worked on"),
                    rewinds
                            ? Finding.ok("rejoin", "pg_rewind can work: the pages have checksums or hints are logged")
                            : Finding.warn(
                                    "rejoin", "pg_rewind cannot work without data checksums: a whole copy is made"));
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = context.fact(Pair.TO).isPresent() ? Pair.of(context) : expected(context);
            patroni.refuse(pair);
            context.keepFact(Pair.TO, pair.to().name());
            NodeLook primary = NodeLook.at(pair.to().session());
            if (!primary.writable()) {
                throw new Refused(pair.to().place() + " is no primary to follow: it " + primary.words());
            }
            if (follows(NodeLook.at(pair.from().session()), primary)) {
                settings.forget(context, pair.from());
                Slots.dropStale(pair);
                return StepOutcome.done(
                        pair.from().place() + " follows " + pair.to().place());
            }
            return StepOutcome.done(rejoin(context, pair), Map.of());
        });
    }

    private String rejoin(StepContext context, Pair pair) {
        Node old = pair.from();
        String slot = Slots.name(old);
        ServiceControl control = hosts.control(old.host(), old.service());
        stop(context, old, control);
        context.guard();
        Slots.ensure(pair.to(), slot);
        settings.setAside(context, old);
        String how = "rewound";
        Optional<String> why =
                context.fact(COPY).or(() -> context.parameter("method").filter("copy"::equals));
        if (why.isEmpty()) {
            why = rebuild.rewind(context, pair);
            why.ifPresent(it -> context.log("WARN cannot be rewound, a new copy is made: " + it));
            if (why.isEmpty() && !comesUp(context, pair, slot, control)) {
                why = Optional.of("it does not follow after pg_rewind");
                context.log("WARN " + why.get() + ", a new copy is made");
                stop(context, old, control);
            }
        }
        if (why.isPresent()) {
            context.keepFact(COPY, why.get());
            how = "copied anew; what it was before lies in " + rebuild.copy(context, pair, slot);
            if (!comesUp(context, pair, slot, control)) {
                throw new Refused(old.place() + " does not stream from "
                        + pair.to().place() + " within " + STREAMS.toSeconds() + " s; its own log says why: it "
                        + NodeLook.at(old.session()).words());
            }
        }
        settings.forget(context, old);
        Slots.dropStale(pair);
        return old.place() + " follows " + pair.to().place() + " (" + how + ")";
    }

    private void stop(StepContext context, Node old, ServiceControl control) {
        // Should it be started meanwhile by anybody, it comes up read only.
        rebuild.mark(context, old);
        context.guard();
        context.command("stop " + old.service().key() + ": " + control.describe());
        control.stop();
        processes.end(context, old, ENDS);
    }

    private boolean comesUp(StepContext context, Pair pair, String slot, ServiceControl control) {
        Node old = pair.from();
        settings.putBack(context, pair, slot);
        rebuild.mark(context, old);
        context.guard();
        context.command("start " + old.service().key() + ": " + control.describe());
        try {
            control.start();
        } catch (Refused e) {
            context.log("WARN " + e.getMessage());
            return false;
        }
        return Steps.until(
                context,
                STREAMS,
                () -> follows(NodeLook.at(old.session()), NodeLook.at(pair.to().session())));
    }

    private static boolean follows(NodeLook old, NodeLook primary) {
        return old.standby() && old.streaming() && primary.writable() && old.timeline() == primary.timeline();
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
