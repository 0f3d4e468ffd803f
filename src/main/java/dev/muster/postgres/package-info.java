/**
 * Owns the steps and checks that know PostgreSQL: dump, side database, load, compare, swap.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "backup", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
