package dev.muster.archive;

import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;

/**
 * The directory that a policy copies, and its neighbours that a restore makes; all in one folder, so that a rename
 * suffices.
 *
 * @param machine the host that the directory is on
 */
record ArchivePlace(BackupPolicy policy, Host machine, Path live, long run) {

    /** @throws Refused when the plan has none */
    static ArchivePlace of(StepContext context) {
        BackupPolicy policy = BackupFacts.policy(context);
        if (policy.kind() != BackupPolicy.Kind.APPLICATION) {
            throw new Refused("The policy " + policy.key() + " is of the kind "
                    + policy.kind().name().toLowerCase(java.util.Locale.ROOT) + "; application is needed here");
        }
        Service service = context.plan()
                .service(context.target())
                .orElseThrow(() -> new Refused("The target " + context.target()
                        + " is no service of the plan, so it is not known on which host " + policy.source() + " is"));
        Host host = context.plan()
                .host(service.host())
                .orElseThrow(() -> new Refused("The plan has no host " + service.host()));
        return new ArchivePlace(policy, host, Path.of(policy.source()).normalize(), context.runId());
    }

    /** Key of the host. */
    String host() {
        return machine.key();
    }

    /** Where a restore unpacks. */
    Path fresh() {
        return beside("new");
    }

    /** Where the present directory goes when the restored one takes its place. */
    Path before() {
        return beside("before");
    }

    /** Where the restored one goes on the way back. */
    Path undone() {
        return beside("undone");
    }

    Path parent() {
        Path parent = live.getParent();
        if (parent == null) {
            throw new Refused("The directory " + live + " of the policy " + policy.key() + " stands in no folder");
        }
        return parent;
    }

    private Path beside(String what) {
        return parent().resolve(live.getFileName() + "." + what + "-" + (run == 0 ? "<run>" : Long.toString(run)));
    }
}
