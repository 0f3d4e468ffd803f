package dev.muster.checklist;

import dev.muster.incident.Incident;
import dev.muster.plan.Proof;
import java.util.Optional;

/**
 * Looks for the evidence of one kind of proof. There is one bean for each kind; it may live in a module above, which
 * then tells {@link Proofs} when something changed.
 */
public interface ProofCheck {

    Proof.Kind kind();

    /**
     * The evidence as it stands now; empty while there is none, or when it was taken back. Reads only.
     *
     * @param subject as {@link Proof#subject}
     */
    Optional<Evidence> evidence(Incident incident, String subject);

    /** What must become true, for people, such as: a run of "Restore the database" has succeeded in this incident. */
    String wanted(Incident incident, String subject);

    /** Whether missing evidence takes a tick back: not while nobody knows. Asked only when there is no evidence. */
    default boolean refuted(Incident incident, String subject) {
        return true;
    }

    /** Whether it says how things are and not what was done: then it counts once what the item needs is settled. */
    default boolean afterNeeds() {
        return false;
    }
}
