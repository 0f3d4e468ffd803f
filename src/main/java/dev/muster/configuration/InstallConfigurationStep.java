package dev.muster.configuration;

import dev.muster.application.ServiceReloads;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** File by file, each whole or not at all; what was there before is kept. When anything fails, all of it is put back. */
@Component
class InstallConfigurationStep implements RecoveryStep {

    private static final String NONE = "none";

    private final Hosts hosts;
    private final ServiceReloads reloads;

    InstallConfigurationStep(Hosts hosts, ServiceReloads reloads) {
        this.hosts = hosts;
        this.reloads = reloads;
    }

    @Override
    public String type() {
        return "install-configuration";
    }

    @Override
    public String about() {
        return "Puts the staged files in place, keeps those before, asks the services whether they take them and lets"
                + " them read them; when one does not, everything is put back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(TreePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        TreePlace place = TreePlace.of(context, hosts);
        List<String> commands = new ArrayList<>(List.of(
                "cp --archive <each changed file> " + place.before(),
                "mv " + place.staged() + "/<each changed file> " + place.directory()));
        commands.addAll(reloads.commands(context, place.tree().services()));
        return new StepDescription(
                "Puts the changed files in place under " + place.directory() + " on "
                        + place.tree().host(),
                commands,
                List.of("What was changed by hand is no longer in use. It stays in " + place.before() + "."),
                "puts the files before back and lets the services read them");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            return reloads.check(context, TreePlace.named(context).services());
        } catch (Refused e) {
            return List.of(Finding.block("configuration", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        TreePlace place;
        List<Change> changes;
        try {
            place = TreePlace.of(context, hosts);
            changes = Change.read(place.fact("changes").orElse(""));
            place.need("commit");
        } catch (Refused e) {
            return StepOutcome.failed(e.getMessage());
        }
        try {
            return install(place, changes);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage() + putBack(place, changes), true);
        }
    }

    private StepOutcome install(TreePlace place, List<Change> changes) {
        StepContext context = place.context();
        Commits commits = new Commits(place);
        if (place.fact("before").isEmpty()) {
            place.keep("before", commits.inForce().orElse(NONE));
        }
        InPlace files = new InPlace(place);
        int done = 0;
        for (Change change : changes) {
            context.command(change.kind().word() + " " + place.live(change));
            files.put(change);
            context.progress(++done + " of " + changes.size() + " files");
        }
        Optional<String> refusal = reloads.refusal(context, place.tree().services());
        if (refusal.isPresent()) {
            throw new Refused(refusal.get());
        }
        if (!changes.isEmpty()) {
            reloads.tell(context, place.tree().services());
        }
        context.guard();
        commits.inForce(Optional.of(place.need("commit")));
        if (changes.isEmpty()) {
            // Nothing of it is a way back.
            context.guard();
            place.files().remove(place.side());
            String left = "every file is as in " + commits.about(place.need("commit"));
            return StepOutcome.done("left as it was: " + left, Map.of(PartCondition.LEFT, left));
        }
        return StepOutcome.done(Change.counted(changes) + "; in force is " + commits.about(place.need("commit"))
                + "; the files before are in " + place.before());
    }

    private String putBack(TreePlace place, List<Change> changes) {
        try {
            back(place, changes);
            return ". Every file is as before";
        } catch (Refused e) {
            return ". It could not be put back whole either: " + e.getMessage() + ". The files before are in "
                    + place.before();
        }
    }

    private void back(TreePlace place, List<Change> changes) {
        InPlace files = new InPlace(place);
        changes.reversed().forEach(files::back);
        files.removeFolders(place.fact("folders").orElse("").lines().toList());
        Optional<String> before = place.fact("before");
        if (before.isPresent()) {
            new Commits(place).inForce(before.filter(it -> !it.equals(NONE)));
        }
        if (!changes.isEmpty()) {
            reloads.tell(place.context(), place.tree().services());
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            if (place.fact("before").isEmpty()) {
                return StepOutcome.done("nothing was put in place");
            }
            List<Change> changes = Change.read(place.fact("changes").orElse(""));
            back(place, changes);
            return StepOutcome.done("every file of " + place.directory() + " is as before the run");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean hasWayBack() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
