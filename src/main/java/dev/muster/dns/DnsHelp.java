package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.recovery.step.StepContext.Answer;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.resolver.NameServers;
import dev.muster.resolver.NoAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What becomes of a step when the provider does not do its part. It waits as long as that may help; then a person is told
 * what to do by hand and decides. Nothing that was switched before is undone for it.
 */
@Component
class DnsHelp {

    static final String TRY_AGAIN = "Try again";
    static final String BY_HAND = "Done by hand";
    static final String LEAVE = "Leave it as it is";

    /** Since when the provider cannot be asked. */
    private static final String TROUBLE = "trouble-since";

    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

    private final NameServers servers;

    DnsHelp(NameServers servers) {
        this.servers = servers;
    }

    /** A name and where it shall lead. */
    record Goal(String name, String value) {

        @Override
        public String toString() {
            return name + " → " + value;
        }
    }

    /** What follows from what a person has answered; empty: the step goes on. */
    Optional<StepOutcome> answered(DnsTask task, DnsProvider provider, List<Goal> goals) {
        Optional<Answer> given = task.context().answer();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Answer answer = given.get();
        return switch (answer.text()) {
            case BY_HAND -> Optional.of(byHand(task, provider, goals, answer.by()));
            case LEAVE -> {
                task.degraded("left as it is, says " + answer.by());
                yield Optional.of(StepOutcome.done(
                        "DEGRADED: the names of " + task.entry().key() + " are left as they are, says " + answer.by()
                                + "; still to do: " + words(goals)));
            }
            default -> {
                task.over(TROUBLE);
                yield Optional.empty();
            }
        };
    }

    private StepOutcome byHand(DnsTask task, DnsProvider provider, List<Goal> goals, String who) {
        List<String> wrong = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (Goal goal : goals) {
            boolean hidden =
                    task.snapshot(goal.name()).filter(DnsRecord::hidden).isPresent();
            try {
                String now = hidden ? provider.read(task.entry(), goal.name()).content() : seen(task, goal);
                if (!NameServers.plain(task.entry().type(), now)
                        .equals(NameServers.plain(task.entry().type(), goal.value()))) {
                    wrong.add(goal.name() + " still leads to " + now);
                }
            } catch (NoAnswer | DnsTrouble e) {
                unseen.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            return ask(String.join("; ", wrong) + ". " + instructions(task, provider, goals));
        }
        task.byHand("by hand, says " + who);
        return StepOutcome.done(
                unseen.isEmpty()
                        ? "done by hand, says " + who + ", and seen: " + words(goals)
                        : "DEGRADED: done by hand, says " + who + "; it could not be seen: "
                                + String.join("; ", unseen));
    }

    private String seen(DnsTask task, Goal goal) {
        DnsEntry entry = task.entry();
        NameServers.Answer answer = servers.ask(entry.authoritative(), goal.name(), entry.type(), ONE_ANSWER);
        if (answer.values().size() != 1) {
            throw new NoAnswer(entry.authoritative() + " answers for " + goal.name() + ": " + answer.words());
        }
        return answer.values().getFirst();
    }

    /** It went well: the next trouble is a new one. */
    void well(DnsTask task) {
        task.over(TROUBLE);
    }

    StepOutcome trouble(DnsTask task, DnsProvider provider, List<Goal> goals, DnsTrouble trouble) {
        if (trouble.kind() == DnsTrouble.Kind.LATER) {
            Duration waited = task.since(TROUBLE);
            if (waited.plus(trouble.pause()).compareTo(task.atMost()) <= 0) {
                return new StepOutcome.Waiting(
                        trouble.getMessage() + "; asks again in "
                                + trouble.pause().toSeconds() + " s",
                        trouble.pause());
            }
        }
        return ask(trouble.getMessage() + ". " + instructions(task, provider, goals));
    }

    /** The way back of what a person did before Muster could read it. */
    StepOutcome unknownBefore(DnsTask task, DnsProvider provider) {
        return new StepOutcome.NeedsDecision(
                "The names of " + task.entry().key() + " were led to "
                        + task.site().value()
                        + " by hand, and Muster could not read what they were. By hand: "
                        + provider.byHand(task.entry()) + ": " + task.entry().type() + " "
                        + String.join(", ", task.entry().names()) + " back to what they held.",
                List.of(BY_HAND, LEAVE));
    }

    private static String instructions(DnsTask task, DnsProvider provider, List<Goal> goals) {
        return "What was switched before stays as it is. By hand: " + provider.byHand(task.entry()) + ": "
                + task.entry().type() + " " + words(goals) + "; leave TTL, proxy, comment and tags as they are.";
    }

    private static StepOutcome ask(String question) {
        return new StepOutcome.NeedsDecision(question, List.of(TRY_AGAIN, BY_HAND, LEAVE));
    }

    static String words(List<Goal> goals) {
        return goals.stream().map(Goal::toString).collect(Collectors.joining(", "));
    }
}
