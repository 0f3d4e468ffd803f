/**
 * Owns the five phases of one incident: items, ticks, their proof and who made them.
 */
@ApplicationModule(
        allowedDependencies = {"common", "security", "audit", "plan", "incident", "recovery", "backup", "status"})
@NullMarked
package dev.muster.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
