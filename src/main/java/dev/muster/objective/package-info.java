/**
 * Owns RTO and RPO: the figures, the clocks, the prediction and the card of options, each figure with its state. Reads only.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "incident", "checklist", "recovery", "backup"})
@NullMarked
package dev.muster.objective;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
