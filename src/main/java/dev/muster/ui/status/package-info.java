/** The board of services: their states, history and maintenance. */
@NullMarked
package dev.muster.ui.status;

import org.jspecify.annotations.NullMarked;
