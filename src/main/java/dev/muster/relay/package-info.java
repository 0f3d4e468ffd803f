/**
 * Owns how consoles on one database hear of each other's acts. Knows no fact by itself, and carries no state: whoever is
 * told reads anew.
 */
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package dev.muster.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
