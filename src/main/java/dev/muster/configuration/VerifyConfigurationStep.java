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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads every file once more and compares it with the commit. */
@Component
class VerifyConfigurationStep implements RecoveryStep {

    private static final int NAMED = 8;

    private final Hosts hosts;

    VerifyConfigurationStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "verify-configuration";
    }

    @Override
    public String about() {
        return "Compares every file of the configuration on the disk with the pinned commit.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(TreePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        TreePlace place = TreePlace.of(context, hosts);
        return StepDescription.of(
                "Compares every file in " + place.directory() + " with the commit",
                List.of("git diff --quiet <commit>"));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            TreePlace place = TreePlace.of(context, hosts);
            String commit = place.need("commit");
            List<Change> left = new Differences(place).from(commit, Optional.empty());
            if (!left.isEmpty()) {
                return new StepOutcome.Failed(
                        left.size() + " files are not as in the commit: "
                                + left.stream().limit(NAMED).map(Change::path).collect(Collectors.joining(", ")),
                        true);
            }
            return StepOutcome.done("every file is as in " + new Commits(place).about(commit));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
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
