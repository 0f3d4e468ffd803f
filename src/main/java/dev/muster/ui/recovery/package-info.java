/** Screens of procedures and runs: launch, follow, decide. Knows the doors of recovery, never its engine. */
@NullMarked
package dev.muster.ui.recovery;

import org.jspecify.annotations.NullMarked;
