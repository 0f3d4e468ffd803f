/**
 * Owns the incident: its life, its five timestamps and its timeline.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan"})
@NullMarked
package dev.muster.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
