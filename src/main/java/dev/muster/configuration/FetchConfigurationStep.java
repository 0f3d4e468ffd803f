package dev.muster.configuration;

import dev.muster.common.Refused;
import dev.muster.host.Hosts;
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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pins one commit and shows what it would change; the files that are in use stay as they are. */
@Component
class FetchConfigurationStep implements RecoveryStep {

    private static final int PREVIEW_FILES = 20;
    private static final int PREVIEW_LINES = 80;
    private static final int LOG_FILES = 200;
    private static final int LOG_LINES = 5_000;
    private static final int NAMED = 8;

    private final Hosts hosts;

    FetchConfigurationStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "fetch-configuration";
    }

    @Override
    public String about() {
        return "Fetches the configuration's repository, pins the commit that the parameter commit names (a full id, a"
                + " tag or in-force) and shows how disk and commit differ, changes by hand included.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(TreePlace.SETTING);
    }

    /** What one look found. */
    private record Look(Commits.Pinned pinned, List<Change> changes, List<String> byHand) {}

    private Look look(TreePlace place) {
        Commits commits = new Commits(place);
        Commits.Pinned pinned = commits.pinned(wanted(place.context()), commits.fetch());
        Optional<String> inForce = commits.inForce();
        Differences differences = new Differences(place);
        List<Change> changes = differences.from(pinned.id(), inForce);
        return new Look(pinned, changes, differences.byHand(changes, inForce));
    }

    private static String wanted(StepContext context) {
        return context.parameter("commit").filter(it -> !it.isBlank()).orElse(Commits.IN_FORCE);
    }

    /** The difference stands among the commands, so that an approval is one of exactly this difference. */
    @Override
    public StepDescription describe(StepContext context) {
        TreePlace place = TreePlace.of(context, hosts);
        Look look = look(place);
        List<String> commands = new ArrayList<>();
        commands.add(Git.shown(new Commits(place).fetchCommand()));
        commands.add("git diff " + look.pinned().id());
        commands.addAll(new Differences(place).shown(look.pinned().id(), look.changes(), PREVIEW_FILES, PREVIEW_LINES));
        return StepDescription.of(
                "Pins " + new Commits(place).about(look.pinned().id()) + " and compares it with " + place.directory()
                        + " on " + place.tree().host() + ": " + Change.counted(look.changes()),
                commands);
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            Look look = look(place);
            List<Finding> findings = new ArrayList<>();
            look.pinned().remarks().forEach(it -> findings.add(Finding.warn("commit", it)));
            findings.add(Finding.ok(
                    "commit",
                    look.pinned().id() + " is found; " + new Commits(place).standing() + "; "
                            + Change.counted(look.changes())));
            byHand(place, look).ifPresent(it -> findings.add(Finding.warn("changes by hand", it)));
            if (place.files().facts(place.directory().resolve(".git")).isPresent()) {
                findings.add(Finding.warn(
                        "checkout",
                        place.directory()
                                + " is a checkout of its own: Muster replaces its files and leaves its .git as it"
                                + " is, so git status there will show them as changed"));
            }
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("configuration", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            context.command(Git.shown(new Commits(place).fetchCommand()));
            Look look = look(place);
            look.pinned().remarks().forEach(context::log);
            byHand(place, look).ifPresent(context::log);
            new Differences(place)
                    .shown(look.pinned().id(), look.changes(), LOG_FILES, LOG_LINES)
                    .forEach(context::log);
            place.keep("commit", look.pinned().id());
            return StepOutcome.done(
                    new Commits(place).about(look.pinned().id()) + " is pinned; " + Change.counted(look.changes()));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static Optional<String> byHand(TreePlace place, Look look) {
        if (look.byHand().isEmpty()) {
            return Optional.empty();
        }
        int more = look.byHand().size() - NAMED;
        return Optional.of("changed by hand since the commit in force, will be replaced and kept in " + place.before()
                + ": " + look.byHand().stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : ""));
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
