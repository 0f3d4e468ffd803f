package dev.muster.postgres;

import dev.muster.backup.DatabaseManifest;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;

/**
 * Whether a backup is one of this database. Another name is always refused. Another cluster is refused unless the
 * launching person named that cluster: after a total loss the new one has another identifier.
 */
final class Origin {

    static final String CHECK = "identity";
    /** The parameter of a run that names the other cluster. */
    static final String ACCEPTED = "accept-cluster";

    private Origin() {}

    static Finding finding(StepContext context, DatabaseManifest manifest) {
        PlanDatabase target = PlanDatabase.of(context);
        if (!manifest.database().equals(target.live())) {
            return Finding.block(
                    CHECK,
                    "This is a backup of the database " + manifest.database() + ", the target is " + target.live());
        }
        String theirs = manifest.systemIdentifier();
        String ours = target.server().inMaintenance(ServerFacts::of).systemIdentifier();
        if (theirs.equals(ours)) {
            return Finding.ok(CHECK, "a backup of " + manifest.database() + " of cluster " + theirs);
        }
        String differs = "This is a backup of the cluster " + theirs + ", the target's system identifier is " + ours;
        return context.parameter(ACCEPTED).filter(theirs::equals).isPresent()
                ? Finding.warn(CHECK, differs + ". It was accepted at the launch")
                : Finding.block(
                        CHECK,
                        differs + ". Only where the target was built anew: launch with " + ACCEPTED + " = " + theirs);
    }
}
