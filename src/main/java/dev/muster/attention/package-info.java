/**
 * Owns the list of what waits for somebody, the most costly delay first. Each module that knows of something to wait for
 * contributes an {@link dev.muster.attention.AttentionSource}; items and runs are contributed here, because the modules
 * below know nothing of this list.
 *
 * <p>The order, each rule only where the one before leaves a tie:
 * <ol>
 *   <li>a real incident before an exercise: nothing is down in an exercise;
 *   <li>what it holds up, as {@link dev.muster.attention.Attention.Holds}: the recovery itself costs an outage minute for
 *       each minute of waiting, people who do not know cost their own time, a planned time that has passed costs slack;
 *   <li>the critical tier before the others;
 *   <li>the worse severity; what belongs to no incident comes after every severity;
 *   <li>what has waited longest.
 * </ol>
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "incident", "checklist", "recovery"})
@NullMarked
package dev.muster.attention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
