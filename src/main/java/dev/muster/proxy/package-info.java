/**
 * Owns the nginx in front of the application: the one file that Muster writes there, switching between servers, draining and blocking. Does not start or stop what runs behind it.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.proxy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
