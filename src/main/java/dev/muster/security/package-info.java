/**
 * Owns accounts, roles, sign-in and the question who acts. Does not own what an act means: that is the feature's.
 */
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package dev.muster.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
