/**
 * Owns a machine that the plan touches: runs a command there, manages a service, moves files atomically. Does not know what the commands are for.
 */
@ApplicationModule(allowedDependencies = {"common", "plan"})
@NullMarked
package dev.muster.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
