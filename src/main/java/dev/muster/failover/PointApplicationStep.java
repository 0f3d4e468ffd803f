package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Failover;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the new address into the applications' files and restarts them; what does not come up gets its file back. */
@Component
class PointApplicationStep implements RecoveryStep {

    private final Hosts hosts;
    private final Fences fences;

    PointApplicationStep(Hosts hosts, Fences fences) {
        this.hosts = hosts;
        this.fences = fences;
    }

    @Override
    public String type() {
        return "point-application";
    }

    @Override
    public String about() {
        return "Writes the new primary's address into the applications' files, only that, and restarts them; a file"
                + " whose application does not come up is put back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(Pair.TOWARD_SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        Pair pair = Pair.of(context);
        List<String> commands = new ArrayList<>();
        for (Failover.Application it : pair.to().failover().applications()) {
            commands.add(it.file() + ": " + Addresses.values(it, pair.to()));
            commands.add("restart " + it.service() + ": "
                    + fences.control(context.plan(), it).describe());
        }
        return new StepDescription(
                "Points the applications at " + pair.to().place(),
                commands,
                List.of("The applications are down while they restart"),
                "each file has a copy beside it");
    }

    @Override
    public List<Finding> check(StepContext context) {
        return Steps.looked("applications", () -> {
            Pair pair = Pair.of(context);
            List<Finding> findings = new ArrayList<>();
            for (Failover.Application it : pair.to().failover().applications()) {
                findings.addAll(Steps.looked("application " + it.service(), () -> {
                    changed(it, Addresses.files(hosts, context.plan(), it), pair.to());
                    fences.control(context.plan(), it);
                    return List.of(Finding.ok(
                            "application " + it.service(), it.file() + " has each key once and can be changed"));
                }));
            }
            return findings;
        });
    }

    @Override
    public StepOutcome run(StepContext context) {
        return Steps.tried(() -> {
            Pair pair = Pair.known(context);
            if (context.fact(PromoteStandbyStep.AT).isEmpty()) {
                throw new Refused("Nothing says that " + pair.to().place() + " was promoted: the step was skipped");
            }
            List<String> pointed = new ArrayList<>();
            for (Failover.Application application : pair.to().failover().applications()) {
                point(context, pair, application);
                pointed.add(application.service());
            }
            return StepOutcome.done(
                    pointed.isEmpty()
                            ? "the plan names no application that reads an address"
                            : String.join(", ", pointed) + " restarted with "
                                    + pair.to().place());
        });
    }

    private void point(StepContext context, Pair pair, Failover.Application application) {
        HostFiles files = Addresses.files(hosts, context.plan(), application);
        Path file = Path.of(application.file());
        HostFiles.Facts facts = plain(files, file);
        byte[] now = files.read(file, Addresses.LONGEST);
        byte[] wanted = changed(application, files, pair.to());
        Path copy = file.resolveSibling(file.getFileName() + ".before-run-" + context.runId());
        HostFiles.Access access = new HostFiles.Access(facts.mode(), facts.owner(), facts.group());
        if (!Arrays.equals(now, wanted)) {
            context.guard();
            context.command("copy " + file + " to " + copy + "; write " + Addresses.values(application, pair.to()));
            if (files.facts(copy).isEmpty()) {
                files.write(copy, now, access);
            }
            files.write(file, wanted, access);
        }
        ServiceControl control = fences.control(context.plan(), application);
        try {
            context.guard();
            context.command("restart " + application.service() + ": " + control.describe());
            control.restart();
        } catch (Refused e) {
            throw new Refused(
                    application.service() + " did not come up with " + pair.to().place() + "; "
                            + putBack(context, files, file, copy, access, control) + ". " + e.getMessage(),
                    e);
        }
    }

    private static String putBack(
            StepContext context,
            HostFiles files,
            Path file,
            Path copy,
            HostFiles.Access access,
            ServiceControl control) {
        if (files.facts(copy).isEmpty()) {
            return file + " was not changed by this run";
        }
        context.guard();
        files.write(file, files.read(copy, Addresses.LONGEST), access);
        String back = file + " is as it was before";
        boolean fencedByStop = context.fact(FencePrimaryStep.HOW)
                .filter("stop-applications"::equals)
                .isPresent();
        if (fencedByStop) {
            return back + ", and it stays stopped: the old primary may still take writes";
        }
        try {
            control.start();
            return back + ", and it runs with that";
        } catch (Refused e) {
            return back + ", and it does not run with that either (" + e.getMessage() + ")";
        }
    }

    /** The file as it is to be; refused with line numbers when it is not plain which value is meant. */
    private static byte[] changed(Failover.Application application, HostFiles files, Node to) {
        Path file = Path.of(application.file());
        plain(files, file);
        return EnvFile.with(application.file(), files.read(file, Addresses.LONGEST), Addresses.values(application, to));
    }

    private static HostFiles.Facts plain(HostFiles files, Path file) {
        HostFiles.Facts facts =
                files.facts(file).orElseThrow(() -> new Refused(file + " is not there: nothing can be changed in it"));
        if (facts.kind() != HostFiles.Kind.FILE) {
            throw new Refused(file + " is no plain file: name the file itself in the plan");
        }
        return facts;
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
