/**
 * Owns who holds which role of an incident and how a role passes from one person to the next; exactly one person
 * commands at each moment. Does not own the roles themselves: those are the plan's, read through {@code roster}.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan", "roster", "incident", "attention"})
@NullMarked
package dev.muster.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
