/**
 * Owns the disaster recovery plan: its records, the parser, the validation of the whole file and its stored versions. Does not act on anything that it describes.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit"})
@NullMarked
package dev.muster.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
