/** Owns the screen that shows the plan in force and reloads it. Does not edit the plan: that is done in the file. */
@NullMarked
package dev.muster.ui.plan;

import org.jspecify.annotations.NullMarked;
