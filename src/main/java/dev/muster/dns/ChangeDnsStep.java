package dev.muster.dns;

import dev.muster.common.Refused;
import dev.muster.dns.DnsHelp.Goal;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Leads the names of an entry to a site. It looks before each write and reads each back, so it may be called again at any
 * moment: what is done already is seen, and what somebody else has changed meanwhile is left alone.
 */
@Component
class ChangeDnsStep implements RecoveryStep {

    private final DnsProviders providers;
    private final DnsHelp help;

    ChangeDnsStep(DnsProviders providers, DnsHelp help) {
        this.providers = providers;
        this.help = help;
    }

    @Override
    public String type() {
        return "change-dns";
    }

    @Override
    public String about() {
        return "Leads the names of an entry of dns to a site: only the record's content, only if it is still what"
                + " read-dns kept, and reads it back. Asks a person when the provider does not do it.";
    }

    @Override
    public List<StepSetting> settings() {
        return DnsTask.patientSettings();
    }

    @Override
    public StepDescription describe(StepContext context) {
        DnsTask task = DnsTask.of(context);
        DnsProvider provider = providers.of(task.entry());
        List<String> changes = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        try {
            for (String name : task.entry().names()) {
                DnsRecord before = provider.read(task.entry(), name);
                if (before.holds(task.site().value())) {
                    changes.add(name + " leads there already");
                } else {
                    String kept = provider.kept(before);
                    changes.add(name + ": " + before.type() + " " + before.content() + " → "
                            + task.site().value()
                            + "; stays as it is: TTL " + before.ttl().toSeconds() + " s"
                            + (kept.isEmpty() ? "" : ", " + kept));
                    requests.add(
                            provider.request(task.entry(), before, task.site().value()));
                }
            }
        } catch (DnsTrouble e) {
            changes.add("what it holds is not known now: " + e.getMessage());
        }
        return new StepDescription(
                "Leads to " + task.site().key() + " – " + String.join("; ", changes),
                List.copyOf(requests),
                List.of(),
                "Puts back what each record held");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            DnsTask.of(context);
            return List.of();
        } catch (Refused e) {
            return List.of(Finding.block("dns", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        DnsTask task = DnsTask.of(context);
        DnsProvider provider = providers.of(task.entry());
        Optional<StepOutcome> answered = help.answered(task, provider, task.goals());
        if (answered.isPresent()) {
            return answered.get();
        }
        Optional<String> people = task.degraded().or(task::byHand);
        if (people.isPresent()) {
            return StepOutcome.done("nothing to do here: " + people.get());
        }
        try {
            for (String name : task.entry().names()) {
                DnsRecord before = task.snapshot(name)
                        .orElseThrow(() -> DnsTrouble.refused("Nothing is known of what " + name
                                + " was: read-dns must come first in the procedure"));
                lead(task, provider, before, task.wanted(before));
            }
        } catch (DnsTrouble e) {
            return help.trouble(task, provider, task.goals(), e);
        }
        help.well(task);
        return StepOutcome.done(DnsHelp.words(task.goals()) + ", read back from the provider");
    }

    /**
     * Makes a record what it shall be, and reads it back.
     *
     * @param now what it must be now for that, if it is not yet what it shall be
     */
    private static void lead(DnsTask task, DnsProvider provider, DnsRecord now, DnsRecord wanted) {
        DnsRecord seen = provider.read(task.entry(), now.name());
        if (seen.is(wanted)) {
            return;
        }
        if (!seen.is(now)) {
            throw DnsTrouble.changed("Somebody has changed it meanwhile: " + seen.instead(now));
        }
        task.context().command(provider.request(task.entry(), now, wanted.content()));
        provider.change(task.entry(), now, wanted.content(), task.context()::guard);
        DnsRecord back = provider.read(task.entry(), now.name());
        if (back.is(now)) {
            throw DnsTrouble.later(
                    "The provider took the change of " + now.name() + " and still shows " + back.content(),
                    DnsTask.SOON);
        }
        if (!back.is(wanted)) {
            throw DnsTrouble.changed("Read back, " + back.instead(wanted));
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        DnsTask task = DnsTask.of(context);
        List<DnsRecord> before = task.entry().names().reversed().stream()
                .flatMap(it -> task.snapshot(it).stream())
                .toList();
        List<Goal> goals =
                before.stream().map(it -> new Goal(it.name(), it.content())).toList();
        DnsProvider provider = providers.of(task.entry());
        Optional<StepOutcome> answered = help.answered(task, provider, goals);
        if (answered.isPresent()) {
            return answered.get();
        }
        if (before.size() < task.entry().names().size() && task.byHand().isPresent()) {
            return help.unknownBefore(task, provider);
        }
        try {
            for (DnsRecord snapshot : before) {
                lead(task, provider, task.wanted(snapshot), snapshot);
                DnsRecord back = provider.read(task.entry(), snapshot.name());
                if (!back.text().equals(snapshot.text())) {
                    throw DnsTrouble.changed("It is not again what it was: " + back.instead(snapshot));
                }
            }
        } catch (DnsTrouble e) {
            return help.trouble(task, provider, goals, e);
        }
        help.well(task);
        return StepOutcome.done(before.isEmpty() ? "nothing to undo" : "as before: " + DnsHelp.words(goals));
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
