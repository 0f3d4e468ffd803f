/** The people: the page of the roster, and the panel of an incident in which roles are taken and handed over. */
@NullMarked
package dev.muster.ui.team;

import org.jspecify.annotations.NullMarked;
