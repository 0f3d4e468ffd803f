/**
 * Owns the people of the plan: roles with person, contact and deputy, which account is which person, and when it was
 * last seen. Does not own who holds a role in an incident: that is {@code command}.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan"})
@NullMarked
package dev.muster.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
