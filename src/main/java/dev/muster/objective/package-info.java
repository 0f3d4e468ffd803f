/**
 * Owns the measurement of RTO and RPO: five figures, each with its state. Only listens and reads.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "incident", "recovery"})
@NullMarked
package dev.muster.objective;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
