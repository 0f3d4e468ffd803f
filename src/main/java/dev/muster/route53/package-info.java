/**
 * Owns the records that Amazon Route 53 keeps: with s3 the only one that knows the AWS SDK.
 */
@ApplicationModule(allowedDependencies = {"common", "plan", "dns"})
@NullMarked
package dev.muster.route53;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
