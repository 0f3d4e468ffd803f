/**
 * Owns questions to name servers: what one of them answers for a name. Changes nothing and remembers nothing.
 */
@ApplicationModule(allowedDependencies = {"common", "plan"})
@NullMarked
package dev.muster.resolver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
