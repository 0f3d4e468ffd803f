/**
 * The interface for step authors. A step keeps no state, is called at least once and returns facts; only the engine
 * writes.
 */
@NamedInterface("step")
@NullMarked
package dev.muster.recovery.step;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
