package dev.muster.dns;

import dev.muster.common.Refused;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepContext.Answer;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.resolver.NameServers;
import dev.muster.resolver.NoAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Waits until the authoritative name server and the resolvers of an entry lead to a site, or the record's time to live has
 * run. Holds no thread while it waits.
 */
@Component
class WaitForDnsStep implements RecoveryStep {

    static final String WAIT_AGAIN = "Wait again";

    private static final String WAITS = "waits-since";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);
    /** Clocks and the provider's own spreading take some, too. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final NameServers servers;

    WaitForDnsStep(NameServers servers) {
        this.servers = servers;
    }

    @Override
    public String type() {
        return "wait-for-dns";
    }

    @Override
    public String about() {
        return "Waits until the authoritative name server and the resolvers of an entry of dns lead to a site, at most"
                + " for the record's time to live; then asks a person.";
    }

    @Override
    public List<StepSetting> settings() {
        return DnsTask.SETTINGS;
    }

    @Override
    public StepDescription describe(StepContext context) {
        DnsTask task = DnsTask.of(context);
        return StepDescription.of(
                "Asks until all lead to " + task.site().value() + ", at most "
                        + task.entry().ttl().plus(GRACE).toSeconds() + " s",
                servers(task.entry()).stream()
                        .flatMap(server -> task.entry().names().stream()
                                .map(it -> "asks " + server + " for "
                                        + task.entry().type() + " " + it))
                        .toList());
    }

    private static List<DnsEntry.Server> servers(DnsEntry entry) {
        return Stream.concat(Stream.of(entry.authoritative()), entry.resolvers().stream())
                .toList();
    }

    @Override
    public List<Finding> check(StepContext context) {
        DnsTask task;
        try {
            task = DnsTask.of(context);
        } catch (Refused e) {
            return List.of(Finding.block("dns", e.getMessage()));
        }
        List<Finding> findings = new ArrayList<>();
        String name = task.entry().names().getFirst();
        for (DnsEntry.Server server : servers(task.entry())) {
            try {
                NameServers.Answer answer =
                        servers.ask(server, name, task.entry().type(), Duration.ofSeconds(1));
                findings.add(Finding.ok("name server " + server, "answers for " + name + ": " + answer.words()));
            } catch (NoAnswer e) {
                findings.add(Finding.warn("name server " + server, e.getMessage()));
            }
        }
        return findings;
    }

    @Override
    public StepOutcome run(StepContext context) {
        DnsTask task = DnsTask.of(context);
        if (task.degraded().isPresent()) {
            return StepOutcome.done("nothing to wait for: " + task.degraded().get());
        }
        Optional<Answer> answer = context.answer();
        if (answer.filter(it -> it.text().equals(DnsHelp.LEAVE)).isPresent()) {
            String who = answer.get().by();
            String slow = String.join("; ", behind(task, visible(task)));
            task.degraded("some name servers lead elsewhere, and nobody waits for them, says " + who);
            return StepOutcome.done(
                    "DEGRADED: not waited for any longer, says " + who + (slow.isEmpty() ? "" : "; " + slow));
        }
        if (answer.isPresent()) {
            task.over(WAITS);
        }
        List<String> visible = visible(task);
        if (visible.isEmpty()) {
            return StepOutcome.done(
                    "behind the provider's proxy: name servers answer with the provider's own addresses, so"
                            + " only what the provider keeps was read back");
        }
        Duration waited = task.since(WAITS);
        List<String> behind = behind(task, visible);
        if (behind.isEmpty()) {
            task.over(WAITS);
            return StepOutcome.done(
                    String.join(", ", visible) + " → " + task.site().value() + " at "
                            + String.join(
                                    ", ",
                                    servers(task.entry()).stream()
                                            .map(DnsEntry.Server::toString)
                                            .toList())
                            + " after " + waited.toSeconds() + " s");
        }
        if (waited.compareTo(limit(task)) < 0) {
            return new StepOutcome.Waiting("waits for " + String.join("; ", behind), PAUSE);
        }
        return new StepOutcome.NeedsDecision(
                "After " + waited.toSeconds() + " s not all lead to "
                        + task.site().value() + ": "
                        + String.join("; ", behind)
                        + ". What was switched before stays as it is. By hand: look whether the record is right at the"
                        + " provider, and have these name servers drop what they remember (for 1.1.1.1 and 8.8.8.8"
                        + " there is a page for it); users who ask them reach the old address until then.",
                List.of(WAIT_AGAIN, DnsHelp.LEAVE));
    }

    /** Names whose content name servers show. */
    private static List<String> visible(DnsTask task) {
        return task.entry().names().stream()
                .filter(it -> task.snapshot(it).filter(DnsRecord::hidden).isEmpty())
                .toList();
    }

    /** As long as a resolver may remember the record as it was. */
    private static Duration limit(DnsTask task) {
        Duration longest = task.entry().names().stream()
                .flatMap(it -> task.snapshot(it).stream())
                .map(DnsRecord::ttl)
                .max(Comparator.naturalOrder())
                .orElse(task.entry().ttl());
        return (longest.compareTo(task.entry().ttl()) < 0
                        ? longest
                        : task.entry().ttl())
                .plus(GRACE);
    }

    private List<String> behind(DnsTask task, List<String> names) {
        List<String> behind = new ArrayList<>();
        for (DnsEntry.Server server : servers(task.entry())) {
            for (String name : names) {
                try {
                    NameServers.Answer answer =
                            servers.ask(server, name, task.entry().type(), ONE_ANSWER);
                    if (!answer.is(task.entry().type(), task.site().value())) {
                        behind.add(server + " still answers " + answer.words() + " for " + name);
                    }
                } catch (NoAnswer e) {
                    behind.add(e.getMessage());
                }
            }
        }
        return behind;
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
