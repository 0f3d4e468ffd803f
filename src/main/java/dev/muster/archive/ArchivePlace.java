package dev.muster.archive;

import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The directory that a policy copies, and its neighbours that a restore makes; all in one folder, so that a rename
 * suffices.
 *
 * @param machine the host that the directory is on
 * @param root the directory
 * @param inner the path in it that a restore is about; empty for everything
 */
record ArchivePlace(BackupPolicy policy, Host machine, Path root, String inner, long run) {

    private static final String EVERYTHING = "everything";

    /** @throws Refused when the plan has none */
    static ArchivePlace of(StepContext context) {
        return of(context, BackupPolicy.Kind.APPLICATION);
    }

    /** Of whichever kind of directory the policy is. */
    static ArchivePlace either(StepContext context) {
        BackupPolicy.Kind kind = BackupFacts.policy(context).kind();
        return of(context, kind == BackupPolicy.Kind.FILES ? kind : BackupPolicy.Kind.APPLICATION);
    }

    static ArchivePlace of(StepContext context, BackupPolicy.Kind kind) {
        BackupPolicy policy = BackupFacts.policy(context);
        if (policy.kind() != kind) {
            throw new Refused("The policy " + policy.key() + " is of the kind " + word(policy.kind()) + "; "
                    + word(kind) + " is needed here");
        }
        Service service = context.plan()
                .service(context.target())
                .orElseThrow(() -> new Refused("The target " + context.target()
                        + " is no service of the plan, so it is not known on which host " + policy.source() + " is"));
        Host host = context.plan().needHost(service.host());
        String inner = kind == BackupPolicy.Kind.FILES
                ? inner(context.parameter("path").orElse(EVERYTHING).strip())
                : "";
        return new ArchivePlace(policy, host, Path.of(policy.source()).normalize(), inner, context.runId());
    }

    private static String word(BackupPolicy.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Only what an entry of a manifest can be called: no way leads out of the directory. */
    private static String inner(String path) {
        if (path.equals(EVERYTHING) || path.isEmpty()) {
            return "";
        }
        List<String> names = List.of(path.split("/", -1));
        if (names.contains("") || names.contains(".") || names.contains("..") || path.indexOf('\0') >= 0) {
            throw new Refused("\"" + path + "\" is no path in the directory: write it without a slash at its ends and"
                    + " without . and .., such as public/index.html");
        }
        return path;
    }

    /** What is swapped. */
    Path live() {
        return inner.isEmpty() ? root : root.resolve(inner);
    }

    /** What a restore makes beside the directory. */
    Path freshRoot() {
        return beside("new");
    }

    /** Key of the host. */
    String host() {
        return machine.key();
    }

    /** Where a restore unpacks. */
    Path fresh() {
        return inner.isEmpty() ? freshRoot() : freshRoot().resolve(inner);
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
        Path parent = root.getParent();
        if (parent == null) {
            throw new Refused("The directory " + root + " of the policy " + policy.key() + " stands in no folder");
        }
        return parent;
    }

    private Path beside(String what) {
        return parent().resolve(root.getFileName() + "." + what + "-" + (run == 0 ? "<run>" : Long.toString(run)));
    }
}
