/**
 * Owns the steps and checks that know Redis: its protocol, its snapshot file, saving, swapping and counting. Does not know whose keys they are.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "backup", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
