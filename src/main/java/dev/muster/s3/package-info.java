/**
 * Owns the AWS SDK: the one implementation of object storage.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "backup"})
@NullMarked
package dev.muster.s3;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
