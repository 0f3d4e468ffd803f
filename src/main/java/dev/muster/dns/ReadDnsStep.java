package dev.muster.dns;

import dev.muster.common.Refused;
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

/** Keeps what the records of an entry are, before anything is changed. */
@Component
class ReadDnsStep implements RecoveryStep {

    private final DnsProviders providers;
    private final DnsHelp help;

    ReadDnsStep(DnsProviders providers, DnsHelp help) {
        this.providers = providers;
        this.help = help;
    }

    @Override
    public String type() {
        return "read-dns";
    }

    @Override
    public String about() {
        return "Reads the records of an entry of dns from their provider and keeps them as the way back.";
    }

    @Override
    public List<StepSetting> settings() {
        return DnsTask.patientSettings();
    }

    @Override
    public StepDescription describe(StepContext context) {
        DnsTask task = DnsTask.of(context);
        return StepDescription.of(
                "Reads " + String.join(", ", task.entry().names()) + " from the provider of "
                        + task.entry().zone() + " and keeps every field",
                List.of());
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
        for (String name : task.entry().names()) {
            try {
                DnsRecord record = providers.of(task.entry()).read(task.entry(), name);
                findings.add(Finding.ok("dns " + name, "leads to " + task.siteOf(record)));
                if (record.ttl().compareTo(task.entry().ttl()) > 0) {
                    findings.add(Finding.warn(
                            "dns " + name,
                            "resolvers may answer the old for " + record.ttl().toSeconds() + " s, and Muster waits "
                                    + task.entry().ttl().toSeconds() + " s only"));
                }
            } catch (DnsTrouble e) {
                if (e.kind() == DnsTrouble.Kind.LATER) {
                    // The provider's outage must not hold up a move of which the names are the last part.
                    findings.add(Finding.warn(
                            "dns " + name,
                            e.getMessage() + ": the run will wait for it, then ask you to do it by hand"));
                    return findings;
                }
                findings.add(Finding.block("dns " + name, e.getMessage()));
            }
        }
        return findings;
    }

    @Override
    public StepOutcome run(StepContext context) {
        DnsTask task = DnsTask.of(context);
        DnsProvider provider = providers.of(task.entry());
        Optional<StepOutcome> answered = help.answered(task, provider, task.goals());
        if (answered.isPresent()) {
            return answered.get();
        }
        task.anew();
        List<String> found = new ArrayList<>();
        try {
            for (String name : task.entry().names()) {
                DnsRecord record = provider.read(task.entry(), name);
                context.log(record.words());
                task.keepSnapshot(record);
                found.add(name + " leads to " + task.siteOf(record));
            }
        } catch (DnsTrouble e) {
            return help.trouble(task, provider, task.goals(), e);
        }
        help.well(task);
        return StepOutcome.done(String.join("; ", found));
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
