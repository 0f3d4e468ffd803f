/**
 * Owns procedures and runs: launch, control, history, log. The step interface is in step; the engine is closed.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan", "host", "incident"})
@NullMarked
package dev.muster.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
