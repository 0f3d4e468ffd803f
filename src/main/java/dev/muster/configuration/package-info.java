/**
 * Owns the steps that bring back configuration from version control: fetch a pinned commit, show what changes, put it in place. Does not know what the files mean.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "application", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
