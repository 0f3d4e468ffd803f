/**
 * Owns the steps that copy a directory of the application and bring it back: archive, verify, unpack beside, swap. Does not know databases.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "backup", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
