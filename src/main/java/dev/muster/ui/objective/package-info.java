/** The clocks with their verdict, the card of options, predictions and the list of what waits for somebody. */
@NullMarked
package dev.muster.ui.objective;

import org.jspecify.annotations.NullMarked;
