/**
 * Owns the append-only, hash-chained log of acts and its verification. Depends on nobody's events: callers state facts.
 */
@ApplicationModule(allowedDependencies = {"common", "security"})
@NullMarked
package dev.muster.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
