/**
 * Owns the catalogue of backups, the manifest with its signature and the port to object storage. Does not know how one technology makes or loads a copy.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
