package dev.muster.isolation;

import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;

/** What one step takes of one host: a missing piece stops nothing and is named at the end. */
final class Taking {

    static final StepSetting HOST = StepSetting.required("host", StepSetting.Kind.HOST, "the host");

    private final EvidenceFolder folder;
    private final String host;
    private final List<String> taken = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Taking(EvidenceFolder folder, String host) {
        this.folder = folder;
        this.host = host;
    }

    /** The host that the step's setting names. */
    static Host host(StepContext context) {
        return context.plan().needHost(context.needSetting(HOST.name()));
    }

    /** Whether it was taken. */
    boolean take(String name, EvidenceFolder.Writing writing) {
        String reason = folder.keep(host, name, writing);
        if (reason.isEmpty()) {
            taken.add(name);
        } else {
            missing.add(name + ": " + reason);
        }
        return reason.isEmpty();
    }

    StepOutcome outcome(StepContext context) {
        missing.forEach(it -> context.log("NOT TAKEN of " + host + ": " + it));
        return StepOutcome.done((taken.isEmpty() ? "nothing" : String.join(", ", taken)) + " of " + host
                + (missing.isEmpty() ? "" : "; NOT TAKEN: " + String.join("; ", missing)));
    }
}
