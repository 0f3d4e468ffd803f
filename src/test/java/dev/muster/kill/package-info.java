/** The console is killed in the middle of any procedure of the plan, on the practice estate. */
@NullMarked
package dev.muster.kill;

import org.jspecify.annotations.NullMarked;
