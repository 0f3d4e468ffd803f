/**
 * Owns the steps that know the application: stop, start, verify through its front door.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
