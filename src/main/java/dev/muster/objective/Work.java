package dev.muster.objective;

import java.util.List;

/**
 * A procedure that is still to run, or what is left of a run that is under way.
 *
 * @param title for people
 * @param rest of all that is not done
 * @param later of what follows the step that is at work now; of everything when none is
 * @param parts the steps of the rest
 */
record Work(String title, Measure<Estimate> rest, Measure<Estimate> later, List<Part> parts) {

    /** One step that is not done. */
    record Part(String title, Measure<Estimate> takes) {}
}
