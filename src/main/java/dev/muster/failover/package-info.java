/**
 * Owns the move of a database from its primary to its standby and back: who writes now, the fence, the promotion, the
 * switchover, the rejoin, and the watch over the pair before and after. Knows nothing of backups.
 */
@ApplicationModule(
        allowedDependencies = {
            "common",
            "security",
            "audit",
            "plan",
            "host",
            "incident",
            "recovery",
            "recovery :: step",
            "attention",
            "objective"
        })
@NullMarked
package dev.muster.failover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
