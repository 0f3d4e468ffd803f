/** The messages of an incident: what is sent, to whom, and how far each copy came. */
@NullMarked
package dev.muster.ui.message;

import org.jspecify.annotations.NullMarked;
