/** The accounts, for administrators. */
@NullMarked
package dev.muster.ui.admin;

import org.jspecify.annotations.NullMarked;
