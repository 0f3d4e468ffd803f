/** Owns the screens. Nothing depends on it; a view calls services and queries and shows their records. */
@NullMarked
package dev.muster.ui;

import org.jspecify.annotations.NullMarked;
