/** Drives runs: leases, transitions, crash recovery, Quartz. Closed: nobody outside recovery may use it. */
@NullMarked
package dev.muster.recovery.engine;

import org.jspecify.annotations.NullMarked;
