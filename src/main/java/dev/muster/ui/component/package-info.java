/** Small reusable parts of screens; none calls a service. */
@NullMarked
package dev.muster.ui.component;

import org.jspecify.annotations.NullMarked;
