/** The page of the drills. */
@NullMarked
package dev.muster.ui.drill;

import org.jspecify.annotations.NullMarked;
