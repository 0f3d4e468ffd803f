/** The first page: what is going on now, and what to do about it. */
@NullMarked
package dev.muster.ui.now;

import org.jspecify.annotations.NullMarked;
