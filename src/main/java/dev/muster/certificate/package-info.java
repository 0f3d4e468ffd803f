/**
 * Owns the steps that bring back a certificate with its key: check the pair, install it, see it served. Makes no certificate and asks nobody for one.
 */
@ApplicationModule(
        allowedDependencies = {"common", "plan", "host", "application", "backup", "recovery", "recovery :: step"})
@NullMarked
package dev.muster.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
