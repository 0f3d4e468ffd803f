/**
 * Owns rehearsals: when one is due, what became of each, and what proved it. The runs themselves are recovery's.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan", "recovery", "objective"})
@NullMarked
package dev.muster.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
