/**
 * Owns what is up: probes by the plan, the state of each service with its evidence, its history and planned maintenance. Declares no incident and moves nothing.
 */
@ApplicationModule(
        allowedDependencies = {
            "common",
            "security",
            "audit",
            "plan",
            "host",
            "backup",
            "resolver",
            "recovery",
            "recovery :: step"
        })
@NullMarked
package dev.muster.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
