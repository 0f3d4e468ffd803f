package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The two servers of a database and what each does in this run.
 *
 * @param from the one that was the primary when the run began
 * @param to the one that takes over, or that has
 */
record Pair(Node from, Node to) {

    /** The name of the one that takes over; kept by the first step that knows it, so that nobody looks anew. */
    static final String TO = "failover.to";

    /** The setting of a step that follows a change which somebody else has made. */
    static final StepSetting TOWARD_SETTING = StepSetting.optional(
            "toward",
            StepSetting.Kind.TEXT,
            "leader: the server that takes writes, where Patroni has moved by itself; else the one that takes over");

    private static final String TOWARD = "toward";

    /** Both with what they say now. */
    record Seen(Node one, NodeLook first, Node other, NodeLook second) {

        /**
         * Who would hand over to whom.
         *
         * @throws Refused when it is not exactly one standby that answers
         */
        Pair roles() {
            if (first.writable() && second.writable()) {
                throw new Refused("Two servers take writes, " + one.place() + " and " + other.place()
                        + ": stop one of them by hand first");
            }
            if (first.standby() == second.standby()) {
                throw new Refused((first.standby() ? "Both servers are in recovery" : "No standby answers") + ": "
                        + one.place() + " " + first.words() + "; " + other.place() + " " + second.words() + led());
            }
            return first.standby() ? new Pair(other, one) : new Pair(one, other);
        }

        /**
         * The one that takes writes now counts as the one that has taken over.
         *
         * @param toward the setting's value
         */
        Pair led(String toward) {
            if (!toward.equals("leader")) {
                throw new Refused("toward: \"" + toward + "\" is no direction; allowed: leader");
            }
            if (first.writable() == second.writable()) {
                throw new Refused((first.writable() ? "Two servers take writes" : "No server takes writes") + ": "
                        + one.place() + " " + first.words() + "; " + other.place() + " " + second.words());
            }
            return first.writable() ? new Pair(other, one) : new Pair(one, other);
        }

        /** Of a cluster of Patroni one that writes alone is what a failover would have been for. */
        private String led() {
            return one.failover().patroni().isPresent() && (first.writable() || second.writable())
                    ? ". Patroni has made its leader already: use the procedure with the step " + PatroniFollowStep.TYPE
                            + " to point the applications at it"
                    : "";
        }

        NodeLook of(Node node) {
            return node.name().equals(one.name()) ? first : second;
        }
    }

    static Database database(StepContext context) {
        return context.plan().needDatabase(context.target());
    }

    /** Looks at both at the same time. */
    static Seen look(Plan plan, Database database) {
        Node one = Node.of(plan, database, Node.PRIMARY);
        Node other = Node.of(plan, database, Node.STANDBY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<NodeLook> first = threads.submit(() -> NodeLook.at(one.session()));
            Future<NodeLook> second = threads.submit(() -> NodeLook.at(other.session()));
            return new Seen(one, first.get(), other, second.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted while looking at the servers of " + database.key(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** As the run knows it, else as it is now. */
    static Pair of(StepContext context) {
        Database database = database(context);
        return context.fact(TO)
                .map(it -> new Pair(
                        Node.of(context.plan(), database, it.equals(Node.STANDBY) ? Node.PRIMARY : Node.STANDBY),
                        Node.of(context.plan(), database, it)))
                .orElseGet(() -> context.setting(TOWARD)
                        .map(it -> look(context.plan(), database).led(it))
                        .orElseGet(() -> look(context.plan(), database).roles()));
    }

    /** As the run knows it; a step before must have looked. */
    static Pair known(StepContext context) {
        if (context.fact(TO).isEmpty()) {
            throw new Refused("No step before this one has found out who hands over to whom: it was skipped");
        }
        return of(context);
    }

    Map<String, String> facts() {
        return Map.of(TO, to.name(), "failover.from-place", from.place(), "failover.to-place", to.place());
    }
}
