/**
 * Owns what an attack needs beside the steps of others: evidence of the machines in a write-once folder and in object storage, and the proposal of a clean backup. Does not block, stop or revoke anything itself.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "host", "backup", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.isolation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
