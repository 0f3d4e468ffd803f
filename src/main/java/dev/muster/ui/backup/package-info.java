/** The page of the backups: how much would be lost now, and the catalogue. */
@NullMarked
package dev.muster.ui.backup;

import org.jspecify.annotations.NullMarked;
