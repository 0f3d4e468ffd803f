package dev.muster.isolation;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.StoredBackups;
import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Lists and hashes the application's directory and names what is not as in its archive from before the suspected time. */
@Component
class CompareDirectoryStep implements RecoveryStep {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int SHOWN = 20;

    private final Hosts hosts;
    private final EvidencePlace place;
    private final BackupQuery backups;
    private final StoredBackups stored;

    CompareDirectoryStep(Hosts hosts, EvidencePlace place, BackupQuery backups, StoredBackups stored) {
        this.hosts = hosts;
        this.place = place;
        this.backups = backups;
        this.stored = stored;
    }

    @Override
    public String type() {
        return "compare-directory";
    }

    @Override
    public String about() {
        return "Takes evidence of the application's directory: every path with its hash, and what was added, changed"
                + " or is missing against the newest archive from before the suspected time.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("policy", StepSetting.Kind.POLICY, "the backup policy of the directory"),
                Taking.HOST);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Machine machine = hosts.machine(Taking.host(context));
        return StepDescription.of(
                "Lists and hashes " + directory(context) + " on "
                        + Taking.host(context).key() + " and compares it with its archive",
                List.of(machine.display(listing(context)), machine.display(hashing(context))));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            List<Finding> findings = new ArrayList<>(Reachable.findings(hosts, Taking.host(context)));
            Optional<Backup> archive = archive(context);
            findings.add(
                    archive.isPresent()
                            ? Finding.ok(
                                    "archive",
                                    "compared with backup " + archive.get().id())
                            : Finding.warn(
                                    "archive", "There is none to compare with; the hashes are taken all the same"));
            directory(context);
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("directory", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Host host = Taking.host(context);
            String policy = BackupFacts.policy(context).key();
            Taking taking = new Taking(place.folder(context), host.key());
            FileListing listing = new FileListing(directory(context));
            boolean listed =
                    taking.take(policy + "-files.txt", out -> run(context, host, listing(context), out, listing::stat));
            boolean hashed = taking.take(
                    policy + "-sha256.txt", out -> run(context, host, hashing(context), out, listing::hash));
            String[] counts = {""};
            taking.take(policy + "-compared.txt", out -> {
                if (!listed || !hashed) {
                    throw new Refused("the directory could not be listed and hashed");
                }
                counts[0] = compare(context, listing.entries(), out);
            });
            StepOutcome outcome = taking.outcome(context);
            return counts[0].isEmpty() || !(outcome instanceof StepOutcome.Done done)
                    ? outcome
                    : StepOutcome.done(counts[0] + ". " + done.summary());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private String compare(StepContext context, Map<String, FileListing.Entry> entries, OutputStream out) {
        Backup backup = archive(context)
                .orElseThrow(() -> new Refused("there is no good archive"
                        + Suspicion.since(context)
                                .map(it -> " from before " + it)
                                .orElse("")));
        StoredBackups.Trusted trusted = stored.manifest(context, backup);
        ArchiveManifest manifest = trusted.archive();
        Comparison comparison = Comparison.of(entries, manifest);
        EvidenceFolder.line(
                out,
                "# " + directory(context) + " on " + Taking.host(context).key() + " at " + context.now()
                        + " against backup " + backup.id() + " of " + manifest.snapshotAt() + ", signed by "
                        + trusted.signedBy());
        EvidenceFolder.line(out, "# " + comparison.counts());
        manifest.leftOut().forEach(it -> EvidenceFolder.line(out, "# not in the archive: " + Comparison.shown(it)));
        List<String> lines = comparison.lines();
        lines.forEach(it -> EvidenceFolder.line(out, it));
        lines.stream().limit(SHOWN).forEach(context::log);
        if (lines.size() > SHOWN) {
            context.log("… and " + (lines.size() - SHOWN) + " more, in the evidence");
        }
        return comparison.counts() + " against backup " + backup.id();
    }

    private void run(StepContext context, Host host, Command command, OutputStream out, Consumer<String> taker) {
        context.guard();
        Machine machine = hosts.machine(host);
        context.command(machine.display(command));
        int[] lines = {0};
        CommandResult result = machine.run(command, (error, text) -> {
            synchronized (lines) {
                EvidenceFolder.line(out, error ? "# " + text : text);
                if (!error) {
                    taker.accept(text);
                    if (++lines[0] % 1000 == 0) {
                        context.progress(lines[0] + " paths");
                    }
                }
            }
        });
        EvidenceFolder.line(out, "# ended with " + result.exitCode());
        if (lines[0] == 0) {
            throw new Refused(directory(context) + " on " + host.key() + ": " + result.tail());
        }
    }

    private static Command listing(StepContext context) {
        return command(context, List.of("-xdev", "-exec", "stat", "--printf", FileListing.FORMAT, "--", "{}", "+"));
    }

    private static Command hashing(StepContext context) {
        return command(context, List.of("-xdev", "-type", "f", "-exec", "sha256sum", "--", "{}", "+"));
    }

    /** The variables stand in the command itself, so that no sudo takes them away: without them names are not escaped. */
    private static Command command(StepContext context, List<String> search) {
        List<String> arguments =
                new ArrayList<>(List.of("env", "LC_ALL=C", "QUOTING_STYLE=escape", "find", directory(context)));
        arguments.addAll(search);
        return new Command(arguments, context.processEnvironment(), null, PATIENCE);
    }

    private Optional<Backup> archive(StepContext context) {
        return Suspicion.clean(backups, BackupFacts.policy(context).copiesOf(), Suspicion.since(context));
    }

    private static String directory(StepContext context) {
        BackupPolicy policy = BackupFacts.policy(context);
        if (policy.kind() == BackupPolicy.Kind.DATABASE || !policy.source().startsWith("/")) {
            throw new Refused("The policy " + policy.key() + " copies no directory");
        }
        return Path.of(policy.source()).normalize().toString();
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public boolean growsWithSize() {
        return true;
    }
}
