/** The list of incidents, the declaration and the room in which one is worked. */
@NullMarked
package dev.muster.ui.incident;

import org.jspecify.annotations.NullMarked;
