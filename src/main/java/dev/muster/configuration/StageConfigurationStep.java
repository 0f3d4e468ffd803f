package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the files of the pinned commit into a folder beside; nothing that is in use changes yet. */
@Component
class StageConfigurationStep implements RecoveryStep {

    /** A longer one is no configuration. */
    static final int LONGEST = 8 * 1024 * 1024;

    private static final int AT_ONCE = 100;

    private final Hosts hosts;

    StageConfigurationStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "stage-configuration";
    }

    @Override
    public String about() {
        return "Writes the changed files of the pinned commit into a side folder and reads them back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(TreePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        TreePlace place = TreePlace.of(context, hosts);
        return new StepDescription(
                "Writes the changed files into " + place.staged() + "; what is in use stays",
                List.of("mkdir --mode 700 " + place.side(), "git checkout-index -- <each changed file>"),
                List.of(),
                "removes " + place.side());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            boolean writable = place.machine()
                    .run(
                            Command.of(
                                    Duration.ofSeconds(10),
                                    "test",
                                    "-w",
                                    place.directory().toString()),
                            CommandListener.silent())
                    .succeeded();
            return List.of(
                    writable
                            ? Finding.ok("folder", place.directory() + " can be written")
                            : Finding.block("folder", place.directory() + " cannot be written: permission denied"));
        } catch (Refused e) {
            return List.of(Finding.block("folder", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            String commit = place.need("commit");
            if (place.files().facts(place.before()).isPresent()) {
                // What was kept there must never go before it is back in its place.
                return StepOutcome.done("staged already: the files before are kept in " + place.before());
            }
            List<Change> changes = new Differences(place).from(commit, new Commits(place).inForce());
            context.guard();
            place.files().remove(place.side());
            place.files().makeFolder(place.side(), new HostFiles.Access(0700, "", ""));
            place.files().makeFolder(place.staged(), new HostFiles.Access(0700, "", ""));
            List<Change> files = changes.stream()
                    .filter(it -> it.kind() != Change.Kind.GONE && !it.link())
                    .toList();
            checkOut(place, commit, files);
            readBack(place, files);
            place.keep("folders", String.join("\n", Paths.missingFolders(place, changes)));
            place.keep("changes", Change.text(changes));
            return StepOutcome.done(files.size() + " files are written to " + place.staged() + " and read back; "
                    + Change.counted(changes));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static void checkOut(TreePlace place, String commit, List<Change> files) {
        if (files.isEmpty()) {
            return;
        }
        place.context().command("git checkout-index of " + files.size() + " files of " + commit);
        Integer done = place.git().against(commit, place.staged(), tree -> {
            for (int i = 0; i < files.size(); i += AT_ONCE) {
                place.context().guard();
                List<String> arguments = new ArrayList<>(List.of("checkout-index", "--force", "--"));
                files.subList(i, Math.min(files.size(), i + AT_ONCE)).forEach(it -> arguments.add(it.path()));
                tree.must(arguments);
            }
            return files.size();
        });
        place.context().progress(done + " files");
    }

    /** Every byte is as in the commit, also when the disk was full. */
    private static void readBack(TreePlace place, List<Change> files) {
        for (int i = 0; i < files.size(); i += AT_ONCE) {
            List<Change> some = files.subList(i, Math.min(files.size(), i + AT_ONCE));
            List<String> arguments = new ArrayList<>(List.of("hash-object", "--no-filters", "--"));
            some.forEach(it -> arguments.add(place.staged().resolve(it.path()).toString()));
            List<String> ids = place.git().must(arguments.toArray(String[]::new));
            for (int k = 0; k < some.size(); k++) {
                Path staged = place.staged().resolve(some.get(k).path());
                if (!ids.get(k).equals(some.get(k).wanted())) {
                    throw new Refused(staged + " was not written as the commit has it");
                }
                if (place.files().facts(staged).orElseThrow().size() > LONGEST) {
                    throw new Refused(some.get(k).path() + " is longer than " + LONGEST / 1024 / 1024
                            + " MB: such a file is not restored as configuration");
                }
            }
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            context.guard();
            if (place.files().facts(place.undone()).isPresent()) {
                return StepOutcome.done("what was changed meanwhile is kept in " + place.undone());
            }
            place.files().remove(place.side());
            return StepOutcome.done("there is no " + place.side() + " any more");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
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
