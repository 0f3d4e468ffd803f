/**
 * Owns the names that lead users to a site: reading, changing and waiting for them, and the way back. Makes no record and
 * deletes none.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "resolver", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.dns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
